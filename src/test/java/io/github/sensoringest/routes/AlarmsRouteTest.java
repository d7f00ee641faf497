package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.swap.Doors;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Processor;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

/** {@code routes/pipeline/alarms.camel.yaml} and {@code deliver-alarms.camel.yaml} behind it. */
class AlarmsRouteTest extends CamelTestSupport {
  private static final int QUEUED = 1_000;

  private final ManualClock clock = ManualClock.atMillis(0);
  private final AlarmBeans beans = new AlarmBeans(clock);
  private final Alarms.Watcher watcher = beans.alarms().watcher();

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @Test
  void eachAlarmIsALineOfTheLog() throws Exception {
    load();
    try (LogLines log = new LogLines("windows")) {
      watcher.raise("boiler", "B", "above-max", 131, "131 is above 125");
      watcher.clear("boiler", "B", "above-max", 50, "a reading was good");

      await().until(() -> log.all().size() == 2);
      assertThat(log.all())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("ALARM raised B (boiler) above-max at "),
              line -> assertThat(line).startsWith("ALARM cleared B (boiler) above-max at "));
    }
  }

  @Test
  void whoTakesAlarmsAndHangsHoldsNobodyUpAndWhatIsLostIsCounted() throws Exception {
    CountDownLatch letGo = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    load(
        exchange -> {
          hangs.countDown();
          letGo.await();
        });
    raise(0);
    hangs.await();

    for (int i = 1; i <= QUEUED + 5; i++) {
      raise(i);
    }

    assertThat(beans.alarms().lost()).isEqualTo(5);
    letGo.countDown();
  }

  @Test
  void whoTakesAlarmsAndFailsFailsNobody() throws Exception {
    CountDownLatch tried = new CountDownLatch(2);
    load(
        exchange -> {
          tried.countDown();
          throw new IllegalStateException("no network");
        });

    raise(0);
    raise(1);

    tried.await();
    assertThat(beans.alarms().lost()).isZero();
  }

  private void raise(int sensor) {
    watcher.raise("plant", "S" + sensor, "silence", Double.NaN, "has not reported");
  }

  private void load(Processor... instead) throws Exception {
    // Another size of the buffer must not get in the way of the queue's own.
    Settings settings = TestSettings.with("buffer.size=7");
    new BufferBeans(settings, new Ledger(), clock).configure(context);
    new SinkBeans(settings, new Ledger(), new Doors(), clock).configure(context);
    beans.configure(context);
    if (instead.length > 0) {
      context.getRegistry().unbind("logSink");
      context.getRegistry().bind("logSink", Processor.class, instead[0]);
    }
    RouteText.loadFile(context, "routes/pipeline/alarms.camel.yaml");
    RouteText.loadFile(context, "routes/pipeline/deliver-alarms.camel.yaml");
    context.start();
  }
}
