package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

/** The routes of {@code examples/timing}. */
class TimingRoutesTest extends CamelTestSupport {
  private static final int MANY = 1000;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @Test
  void concurrentAsksAllDevicesBeforeOneHasAnsweredAndNeedsNoThreadForEach() throws Exception {
    Devices devices = new Devices(MANY);
    start("examples/timing/concurrent.camel.yaml", devices);

    CompletableFuture<Object> answers = template.asyncRequestBody("direct:concurrent", names(MANY));

    // The first answers only come when all were asked: so all wait at the same time.
    assertThat((List<?>) answers.get(1, TimeUnit.MINUTES)).hasSize(MANY);
    assertThat(devices.most).hasValue(MANY);
    assertThat(devices.threads).hasSizeLessThan(MANY / 10);
  }

  @Test
  void sequentialAsksADeviceWhenTheOneBeforeHasAnswered() throws Exception {
    ExecutorService later = Executors.newSingleThreadExecutor();
    AtomicInteger waiting = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    start(
        "examples/timing/sequential.camel.yaml",
        new AsyncProcessorSupport() {
          @Override
          public boolean process(Exchange exchange, AsyncCallback callback) {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            later.execute(
                () -> {
                  waiting.decrementAndGet();
                  callback.done(false);
                });
            return false;
          }
        });

    List<?> answers = template.requestBody("direct:sequential", names(MANY), List.class);
    later.shutdown();

    assertThat(answers).hasSize(MANY);
    assertThat(most).hasValue(1);
  }

  @Test
  void deviceAnswersWithAReading() throws Exception {
    context.getPropertiesComponent().addInitialProperty("timing.read-time", "1");
    context
        .getExecutorServiceManager()
        .registerThreadPoolProfile(new ThreadPoolProfileBuilder("answering").poolSize(1).build());
    context
        .getRegistry()
        .bind(
            "device",
            Processor.class,
            (Processor)
                exchange ->
                    exchange
                        .getMessage()
                        .setBody(
                            SensorReading.ofMillis(
                                exchange.getMessage().getBody(String.class), 0, 50, "celsius")));
    RouteText.loadFile(context, "examples/timing/device.camel.yaml");
    context.start();

    SensorReading reading = template.requestBody("direct:device", "DEVICE_7", SensorReading.class);

    assertThat(reading.sensorId()).isEqualTo("DEVICE_7");
  }

  private void start(String file, Processor devices) throws Exception {
    RouteText.loadFile(context, file);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:device").process(devices);
          }
        });
    context.start();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(device -> "DEVICE_" + device).toList();
  }

  /** Devices of which none answers until so many have been asked. */
  private static final class Devices extends AsyncProcessorSupport {
    private final int together;
    private final Queue<AsyncCallback> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();

    Devices(int together) {
      this.together = together;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      if (!threads.contains(Thread.currentThread().getName())) {
        threads.add(Thread.currentThread().getName());
      }
      waiting.add(callback);
      int now = asked.incrementAndGet();
      most.accumulateAndGet(now, Math::max);
      if (now == together) {
        asked.set(0);
        List<AsyncCallback> answered = new ArrayList<>();
        for (AsyncCallback next = waiting.poll(); next != null; next = waiting.poll()) {
          answered.add(next);
        }
        answered.forEach(next -> next.done(false));
      }
      return false;
    }
  }
}
