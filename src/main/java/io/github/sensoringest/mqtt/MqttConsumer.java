package io.github.sensoringest.mqtt;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.quality.Origins;
import io.github.sensoringest.reading.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from a broker. Connects by itself, and for ever: the start waits for no broker. A
 * message of quality of service 1 is acknowledged when the buffer has it and the ingest is done
 * with it; one that did not get so far comes again. Camel's own consumer fails the start if there
 * is no broker, loses what comes of a session before its callback is set, hangs when it subscribes
 * anew, and never sees a message again on which the route failed. Thread-safe.
 */
final class MqttConsumer extends DefaultConsumer implements Suspendable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConsumer.class);

  private static final long FIRST_DELAY_MILLIS = 500;
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long IDLE_MILLIS = 200;
  private static final long SUSPEND_MILLIS = 1000;
  private static final long STOP_MILLIS = 3000;
  private static final long LOOK_MILLIS = 10;

  /** Messages that the broker sends without waiting for acknowledgements. */
  private static final int UNACKNOWLEDGED = 64;

  /** What waits is taken in together, so that it costs less the more there is; so many at most. */
  private static final int TOGETHER = 100;

  private final MqttEndpoint endpoint;
  private final ReentrantLock atMessage = new ReentrantLock();
  private BlockingQueue<Arrived> arrived;
  private ExecutorService worker;
  private ScheduledExecutorService keeper;
  private volatile MqttConnection connection;
  private volatile boolean paused;
  private volatile boolean renewing;
  private volatile boolean ending;

  /** Messages that have begun their way through the route and are not accounted for yet. */
  private final AtomicInteger unacknowledged = new AtomicInteger();

  /** Only the keeper's thread knows it. */
  private int failures;

  /** Of a list on which the route failed, and what a pause came before: taken in one by one. */
  private final Queue<Arrived> alone = new ConcurrentLinkedQueue<>();

  MqttConsumer(MqttEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ending = false;
    paused = false;
    // As many as the broker may have sent and not got an acknowledgement for find room, so that the
    // client's thread never waits: it has to read the broker's answers to its pings. With 3.1.1 the
    // broker is not told how many these are, and has a limit of its own, which mostly is far lower.
    arrived =
        new ArrayBlockingQueue<>(endpoint.getConfiguration().getReceiveMaximum() + UNACKNOWLEDGED);
    var executors = endpoint.getCamelContext().getExecutorServiceManager();
    worker = executors.newSingleThreadExecutor(this, "mqtt://" + source());
    keeper = executors.newSingleThreadScheduledExecutor(this, "mqtt-connection://" + source());
    worker.execute(this::work);
    keeper.execute(this::connect);
  }

  @Override
  protected void doStop() throws Exception {
    ending = true;
    var executors = endpoint.getCamelContext().getExecutorServiceManager();
    executors.shutdownNow(keeper);
    keeper.awaitTermination(SUSPEND_MILLIS, TimeUnit.MILLISECONDS);
    executors.shutdownNow(worker);
    worker.awaitTermination(SUSPEND_MILLIS, TimeUnit.MILLISECONDS);
    awaitAcknowledged();
    MqttConnection last = connection;
    if (last != null) {
      last.close();
    }
    long lost =
        Stream.concat(alone.stream(), arrived.stream())
            .filter(message -> !message.comesAgain())
            .count();
    if (lost > 0) {
      LOG.warn(
          "Route {}: {} messages of quality of service 0, which had arrived but were not taken in"
              + " yet, are lost with the stop",
          source(),
          lost);
    }
    arrived.clear();
    alone.clear();
    super.doStop();
  }

  /** What the ingest takes in meanwhile need not come again. */
  private void awaitAcknowledged() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
    while (unacknowledged.get() > 0 && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** What has arrived stays where it is; what is acknowledged later can still be. */
  @Override
  protected void doSuspend() throws Exception {
    paused = true;
    // One that waits for room in the buffer is counted by others.
    if (atMessage.tryLock(SUSPEND_MILLIS, TimeUnit.MILLISECONDS)) {
      atMessage.unlock();
    }
  }

  @Override
  protected void doResume() {
    paused = false;
  }

  private boolean rests() {
    return paused || renewing;
  }

  private void work() {
    while (!ending) {
      try {
        if (rests()) {
          Thread.sleep(IDLE_MILLIS);
          continue;
        }
        Arrived message = alone.isEmpty() ? arrived.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS) : null;
        takeIn(message);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        getExceptionHandler().handleException(e);
      }
    }
  }

  /**
   * Takes in what is to go alone, and then a message with all that waits behind it.
   *
   * @param first the message; null if there is none
   */
  private void takeIn(Arrived first) throws InterruptedException {
    atMessage.lockInterruptibly();
    try {
      takeInAlone();
      Arrived message = first;
      while (message != null) {
        if (rests()) {
          // It was taken out in the moment of the pause, and waits for the end of that.
          alone.add(message);
          return;
        }
        List<Arrived> together = new ArrayList<>();
        together.add(message);
        int most = endpoint.takesSeveral() ? TOGETHER : 1;
        Arrived next = arrived.poll();
        while (next != null && together.size() < most && next.goesWith(message)) {
          together.add(next);
          next = arrived.poll();
        }
        processIfOpen(together);
        takeInAlone();
        message = next;
      }
    } finally {
      atMessage.unlock();
    }
  }

  private void takeInAlone() {
    Arrived message = rests() ? null : alone.poll();
    while (message != null) {
      processIfOpen(List.of(message));
      message = rests() ? null : alone.poll();
    }
  }

  /** What came over a connection that is no more comes again over another one. */
  private void processIfOpen(List<Arrived> together) {
    Arrived first = together.get(0);
    if (!first.comesAgain() || first.connection().isOpen()) {
      process(together);
    }
  }

  private void process(List<Arrived> together) {
    Arrived first = together.get(0);
    Exchange exchange = createExchange(false);
    Publication content = first.content();
    Message message = exchange.getMessage();
    message.setBody(
        together.size() == 1
            ? content.payload()
            : together.stream().map(each -> each.content().payload()).toList());
    message.setHeader(PahoMqtt5Constants.MQTT_TOPIC, content.topic());
    message.setHeader(PahoMqtt5Constants.MQTT_QOS, content.qos());
    if (!content.contentType().isEmpty()) {
      message.setHeader(Exchange.CONTENT_TYPE, content.contentType());
    }
    exchange.setProperty(Decoding.ATTRIBUTES, Map.of(Decoding.TOPIC, content.topic()));
    unacknowledged.addAndGet(together.size());
    Delivery.begin(exchange, () -> acknowledge(together), why -> fail(together));
    try {
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    releaseExchange(exchange, false);
  }

  /** Comes from the client's thread. */
  void arrived(Arrived message) throws InterruptedException {
    arrived.put(message);
  }

  /** Connects, or sees to it that it is tried again. */
  private void connect() {
    if (ending || connection != null && connection.isOpen()) {
      return;
    }
    try {
      connection = MqttConnection.open(this, endpoint, clientId());
      LOG.info("Route {}: takes {} from {}", source(), endpoint.getTopic(), brokerUrl());
    } catch (MqttFailure | RuntimeException e) {
      connection = null;
      if (ending) {
        return;
      }
      long delay = nextDelay();
      LOG.warn(
          "Route {}: cannot take {} from {}: {}. Tries again in {}",
          source(),
          endpoint.getTopic(),
          brokerUrl(),
          e instanceof MqttFailure ? e.getMessage() : MqttProblems.deepest(e),
          Durations.format(Duration.ofMillis(delay)));
      keep(this::connect, delay);
    }
  }

  /** Comes when a connection is no more. What it brought and is not taken in yet comes again. */
  void ended(MqttConnection ended, String reason) {
    arrived.removeIf(message -> message.connection() == ended && message.comesAgain());
    if (ending) {
      return;
    }
    keep(
        () -> {
          if (connection != null && connection != ended) {
            return;
          }
          connection = null;
          forgetFailuresBefore(ended, System.nanoTime());
          long delay = nextDelay();
          LOG.warn(
              "Route {}: the connection to {} has ended: {}. Connects again in {}",
              source(),
              brokerUrl(),
              reason,
              Durations.format(Duration.ofMillis(delay)));
          keep(this::connect, delay);
        },
        0);
  }

  /**
   * Makes a connection anew after a while, so that the broker sends again what it has got no
   * acknowledgement for. Until then, the others go through.
   */
  void renew(MqttConnection failed) {
    long failedNanos = System.nanoTime();
    keep(
        () -> {
          forgetFailuresBefore(failed, failedNanos);
          long delay = nextDelay();
          LOG.warn(
              "Route {}: a message could not be taken in, and comes again in {}, over another"
                  + " connection to {}",
              source(),
              Durations.format(Duration.ofMillis(delay)),
              brokerUrl());
          keep(() -> connectInsteadOf(failed), delay);
        },
        0);
  }

  private void connectInsteadOf(MqttConnection failed) {
    if (connection != failed || !failed.isOpen()) {
      // It has ended meanwhile, and another one is on its way.
      return;
    }
    renewing = true;
    try {
      // What is under way would else come twice.
      awaitAcknowledged();
      failed.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      renewing = false;
    }
    arrived.removeIf(message -> message.connection() == failed && message.comesAgain());
    connection = null;
    connect();
  }

  /** A connection that has worked for a while says that what was wrong before is over. */
  private void forgetFailuresBefore(MqttConnection working, long untilNanos) {
    if (untilNanos - working.openedNanos() > SETTLED_NANOS) {
      failures = 0;
    }
  }

  private void keep(Runnable task, long delayMillis) {
    try {
      keeper.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It is being stopped, and needs no connection any more.
      return;
    }
  }

  private long nextDelay() {
    int most = endpoint.getConfiguration().getMaxReconnectDelay();
    long delay = Math.min(most, FIRST_DELAY_MILLIS << Math.min(failures, 20));
    failures++;
    return delay;
  }

  /** The same after each start, as the broker keeps the session under it. */
  private String clientId() {
    String given = endpoint.getConfiguration().getClientId();
    return given == null || given.isBlank() ? "sensor-ingest-" + source() : given;
  }

  private String brokerUrl() {
    return endpoint.getConfiguration().getBrokerUrl();
  }

  /** Returns the id of the route in the user's file. */
  private String source() {
    return Origins.sourceOf(endpoint.getCamelContext(), getRouteId());
  }

  private void acknowledge(List<Arrived> together) {
    together.stream()
        .filter(Arrived::comesAgain)
        .forEach(arrived -> arrived.connection().acknowledge(arrived.content()));
    unacknowledged.addAndGet(-together.size());
  }

  /** The buffer never had them. Of several, it may be one only on which the route fails. */
  private void fail(List<Arrived> together) {
    unacknowledged.addAndGet(-together.size());
    Arrived first = together.get(0);
    if (together.size() > 1) {
      alone.addAll(together);
    } else if (first.comesAgain()) {
      first.connection().renew();
    }
  }
}
