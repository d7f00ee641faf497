package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.ledger.Balance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
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

  /** There are brokers that let ten messages of a connection be without an answer. */
  private static final int PUBLISHERS = 16;

  private static final int ROUND_SECONDS = 3;
  private static final int LEAST_ROUNDS = 3;
  private static final long LIMIT_MILLIS = 20_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * What to do.
   *
   * @param broker the URL of a broker that lets everybody in; the scheme is tcp
   * @param topic the topic of the gateway's messages; the other client's is another level below it
   * @param sensors how many different sensors
   * @param seconds how long each side is measured, all rounds together
   * @param warmUp how long each side runs before
   */
  public record Plan(String broker, String topic, int sensors, int seconds, Duration warmUp) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the URL names no broker
     */
    public Plan {
      MqttLoad.address(broker);
    }
  }

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
  private final AtomicLong counted = new AtomicLong();

  /** Creates one. */
  public MqttBench(Plan plan) {
    this.plan = plan;
  }

  /**
   * Runs the comparison with a gateway that has not been started and takes the topic's messages; it
   * is stopped afterwards.
   *
   * @throws IOException if the broker cannot be reached, refuses, or loses messages; the message
   *     says what to do
   * @throws Exception if the gateway fails
   */
  public Result run(Gateway gateway) throws Exception {
    int rounds = Math.max(LEAST_ROUNDS, plan.seconds / ROUND_SECONDS);
    double roundSeconds = (double) plan.seconds / rounds;
    List<Round> ours = new ArrayList<>();
    List<Round> theirs = new ArrayList<>();
    long sent = 0;
    long sentToBare = 0;
    String bareTopic = plan.topic + "/bare";
    MqttAsyncClient bare = client("bare");
    bare.setCallback(new Counting());
    gateway.start();
    try (MqttLoad load = new MqttLoad(plan.broker, clientId("publisher"), PUBLISHERS)) {
      bare.connect(options()).waitForCompletion(LIMIT_MILLIS);
      bare.subscribe(bareTopic, 1).waitForCompletion(LIMIT_MILLIS);
      LongSupplier ingested = () -> gateway.ledger().total().ingested();
      awaitFlow(load, ingested);
      sent += ingested.getAsLong();
      double warmUp = plan.warmUp.toMillis() / 1e3;
      sent += round(load, plan.topic, ingested, warmUp).messages;
      sentToBare += round(load, bareTopic, counted::get, warmUp).messages;
      for (int i = 0; i < rounds; i++) {
        ours.add(round(load, plan.topic, ingested, roundSeconds));
        theirs.add(round(load, bareTopic, counted::get, roundSeconds));
      }
    } finally {
      gateway.stop();
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
        Medians.of(ours.stream().mapToDouble(Round::perSecond).toArray()),
        Medians.of(theirs.stream().mapToDouble(Round::perSecond).toArray()),
        Medians.of(ratios),
        total.balances() && total.windowed() == sent && counted.get() == sentToBare);
  }

  private MqttAsyncClient client(String name) throws MqttException {
    return new MqttAsyncClient(plan.broker, clientId(name), new MemoryPersistence());
  }

  private static String clientId(String name) {
    return "bench-" + name + "-" + System.nanoTime();
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
  private void awaitFlow(MqttLoad load, LongSupplier ingested) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    List<byte[]> one = MqttLoad.messages(plan.topic, List.of(payload(0)));
    while (ingested.getAsLong() == 0) {
      if (System.nanoTime() > end) {
        throw new IOException("no message of " + plan.broker + " reaches the gateway");
      }
      load.publish(plan.topic, one, sent -> sent < 1, sent -> 1);
      TimeUnit.MILLISECONDS.sleep(200);
    }
    TimeUnit.MILLISECONDS.sleep(500);
  }

  private Round round(MqttLoad load, String topic, LongSupplier arrived, double seconds)
      throws Exception {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < plan.sensors; i++) {
      payloads.add(payload(i));
    }
    List<byte[]> messages = MqttLoad.messages(topic, payloads);
    long before = arrived.getAsLong();
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long sent =
        load.publish(
            topic,
            messages,
            so -> System.nanoTime() < end,
            so -> UNDER_WAY - (so - (arrived.getAsLong() - before)));
    awaitAll(sent, () -> arrived.getAsLong() - before);
    return new Round(sent, sent / ((System.nanoTime() - began) / 1e9));
  }

  private static void awaitAll(long sent, LongSupplier arrived)
      throws IOException, InterruptedException {
    long last = -1;
    long lastMove = System.nanoTime();
    for (long now = arrived.getAsLong(); now < sent; now = arrived.getAsLong()) {
      if (now != last) {
        last = now;
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
        throw new IOException(
            "the broker acknowledged "
                + sent
                + " messages of a round, and "
                + now
                + " of them came: it lets go of messages that wait. Have it keep more; with"
                + " Mosquitto, write max_queued_messages 0 into its configuration");
      }
      TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
    }
  }

  private static String payload(int sensor) {
    return "{\"sensorId\":\"SENSOR_%05d\",\"timestamp\":%d,\"value\":%d.25,\"unit\":\"celsius\"}"
        .formatted(sensor, System.currentTimeMillis(), sensor % 100);
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
