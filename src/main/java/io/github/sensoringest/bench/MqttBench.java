package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.ledger.Balance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Compares the gateway with a client of the same library that only counts, both fed by one
 * publisher through one broker with quality of service 1, in rounds that alternate within one run.
 */
public final class MqttBench {
  /** What is published and not yet counted; brokers let go of messages if there are many more. */
  private static final int UNDER_WAY = 900;

  private static final int PUBLISHERS = 4;

  /** What the broker has not answered a publisher yet; there are brokers that take ten at most. */
  private static final int UNANSWERED = 8;

  private static final int ROUND_SECONDS = 3;
  private static final int LEAST_ROUNDS = 3;
  private static final long LIMIT_MILLIS = 30_000;
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  /**
   * What to do.
   *
   * @param broker the URL of a broker that lets everybody in
   * @param topic the topic of the gateway's messages; the other client's is another level below it
   * @param sensors how many different sensors
   * @param seconds how long each side is measured, all rounds together
   * @param warmUp how long each side runs before
   */
  public record Plan(String broker, String topic, int sensors, int seconds, Duration warmUp) {}

  /**
   * What came out.
   *
   * @param messages how many messages went through the gateway in the measured rounds
   * @param messagesPerSecond the gateway's median round
   * @param bareMessagesPerSecond the bare client's median round
   * @param ratio the median of the rounds' ratios, each of two rounds side by side
   * @param countsAgree whether both sides counted what was published, and the ledger balances
   */
  public record Result(
      long messages,
      double messagesPerSecond,
      double bareMessagesPerSecond,
      double ratio,
      boolean countsAgree) {}

  private record Round(long messages, double perSecond) {}

  private final Plan plan;
  private final List<Publisher> publishers = new ArrayList<>();
  private final AtomicLong counted = new AtomicLong();
  private final byte[][] payloads;

  /** Creates one. */
  public MqttBench(Plan plan) {
    this.plan = plan;
    this.payloads = new byte[plan.sensors][];
  }

  /**
   * Runs the comparison with a gateway that has not been started and takes the topic's messages; it
   * is stopped afterwards.
   *
   * @throws Exception if the gateway or the broker fails
   */
  public Result run(Gateway gateway) throws Exception {
    int rounds = Math.max(LEAST_ROUNDS, plan.seconds / ROUND_SECONDS);
    double roundSeconds = (double) plan.seconds / rounds;
    List<Round> ours = new ArrayList<>();
    List<Round> theirs = new ArrayList<>();
    long sent = 0;
    long sentToBare = 0;
    String bareTopic = plan.topic + "/bare";
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(new Publisher(client("publisher-" + i), new Semaphore(UNANSWERED)));
    }
    MqttAsyncClient bare = client("bare");
    bare.setCallback(new Counting());
    gateway.start();
    try {
      for (Publisher publisher : publishers) {
        publisher.client.connect(options()).waitForCompletion(LIMIT_MILLIS);
      }
      bare.connect(options()).waitForCompletion(LIMIT_MILLIS);
      bare.subscribe(bareTopic, 1).waitForCompletion(LIMIT_MILLIS);
      LongSupplier ingested = () -> gateway.ledger().total().ingested();
      awaitFlow(ingested);
      sent += ingested.getAsLong();
      double warmUp = plan.warmUp.toMillis() / 1e3;
      sent += round(plan.topic, ingested, warmUp).messages;
      sentToBare += round(bareTopic, counted::get, warmUp).messages;
      for (int i = 0; i < rounds; i++) {
        ours.add(round(plan.topic, ingested, roundSeconds));
        theirs.add(round(bareTopic, counted::get, roundSeconds));
      }
    } finally {
      gateway.stop();
      for (Publisher publisher : publishers) {
        end(publisher.client);
      }
      end(bare);
    }
    sent += ours.stream().mapToLong(Round::messages).sum();
    sentToBare += theirs.stream().mapToLong(Round::messages).sum();
    Balance total = gateway.ledger().total();
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = ours.get(i).perSecond / theirs.get(i).perSecond;
    }
    return new Result(
        ours.stream().mapToLong(Round::messages).sum(),
        median(ours.stream().mapToDouble(Round::perSecond).toArray()),
        median(theirs.stream().mapToDouble(Round::perSecond).toArray()),
        median(ratios),
        total.balances() && total.windowed() == sent && counted.get() == sentToBare);
  }

  private MqttAsyncClient client(String name) throws MqttException {
    return new MqttAsyncClient(
        plan.broker, "bench-" + name + "-" + System.nanoTime(), new MemoryPersistence());
  }

  private static MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setReceiveMaximum(1000);
    return options;
  }

  private static void end(MqttAsyncClient client) throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(LIMIT_MILLIS);
    }
    client.close();
  }

  /** The gateway subscribes on its own time: what is published before that goes nowhere. */
  private void awaitFlow(LongSupplier ingested) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    while (ingested.getAsLong() == 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no message of " + plan.broker + " reaches the gateway");
      }
      publishers.get(0).publish(plan.topic, payload(0));
      TimeUnit.MILLISECONDS.sleep(200);
    }
    awaitAnswers();
    TimeUnit.MILLISECONDS.sleep(500);
  }

  private Round round(String topic, LongSupplier arrived, double seconds) throws Exception {
    long before = arrived.getAsLong();
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = payload(i);
    }
    long sent = 0;
    while (System.nanoTime() < end) {
      publishers
          .get((int) (sent % PUBLISHERS))
          .publish(topic, payloads[(int) (sent % payloads.length)]);
      sent++;
      while (sent - (arrived.getAsLong() - before) >= UNDER_WAY) {
        TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
      }
    }
    awaitAnswers();
    long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    while (arrived.getAsLong() - before < sent && System.nanoTime() < limit) {
      TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
    }
    return new Round(sent, sent / ((System.nanoTime() - began) / 1e9));
  }

  private void awaitAnswers() throws InterruptedException {
    for (Publisher publisher : publishers) {
      if (publisher.room.tryAcquire(UNANSWERED, LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        publisher.room.release(UNANSWERED);
      }
    }
  }

  private static byte[] payload(int sensor) {
    return "{\"sensorId\":\"SENSOR_%05d\",\"timestamp\":%d,\"value\":%d.25,\"unit\":\"celsius\"}"
        .formatted(sensor, System.currentTimeMillis(), sensor % 100)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private record Publisher(MqttAsyncClient client, Semaphore room) implements MqttActionListener {
    void publish(String topic, byte[] payload) throws Exception {
      if (!room.tryAcquire(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the broker does not answer");
      }
      client.publish(topic, payload, 1, false, null, this);
    }

    @Override
    public void onSuccess(IMqttToken token) {
      room.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable problem) {
      room.release();
    }
  }

  /** All that the bare client does. */
  private final class Counting implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      counted.incrementAndGet();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
