package io.github.sensoringest.process;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.WriteApi;
import com.influxdb.client.WriteOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.events.WriteSuccessEvent;
import com.influxdb.exceptions.InfluxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The official client of InfluxDB, which writes numbered readings: by some threads that try each
 * until it is taken, and in batches that the client itself tries again. Knows which were taken.
 */
final class RetryingClients implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("v=(\\d+)i");
  private static final long PAUSE_MILLIS = 20;

  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final InfluxDBClient client;
  private final WriteApi batches;
  private volatile boolean ending;

  RetryingClients(int port, int writers) {
    client =
        InfluxDBClientFactory.create(
            "http://127.0.0.1:" + port, "none".toCharArray(), "org", "bucket");
    batches =
        client.makeWriteApi(
            WriteOptions.builder()
                .batchSize(5)
                .flushInterval(50)
                .retryInterval(200)
                .maxRetryDelay(500)
                .exponentialBase(2)
                .maxRetries(1000)
                .build());
    batches.listenEvents(WriteSuccessEvent.class, taken -> note(taken.getLineProtocol()));
    for (int i = 0; i < writers; i++) {
      threads.add(new Thread(this::write, "writer-" + i));
    }
    threads.add(new Thread(this::writeBatches, "writer-of-batches"));
  }

  void begin() {
    threads.forEach(Thread::start);
  }

  /** Each has a time of its own: the store takes two of the same sensor and time for one. */
  private String nextLine() {
    int number = next.getAndIncrement();
    return "temp,host=a v=%di %d"
        .formatted(number, System.currentTimeMillis() * 1_000_000 + number);
  }

  private void note(String lines) {
    Matcher numbers = NUMBER.matcher(lines);
    while (numbers.find()) {
      acknowledged.add(Integer.parseInt(numbers.group(1)));
    }
  }

  private void write() {
    String line = nextLine();
    while (!ending) {
      try {
        client.getWriteApiBlocking().writeRecord(WritePrecision.NS, line);
        note(line);
        line = nextLine();
      } catch (InfluxException e) {
        // The gateway is not there, or has no room: the same once more.
        pause();
      }
    }
  }

  private void writeBatches() {
    while (!ending) {
      batches.writeRecord(WritePrecision.NS, nextLine());
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the numbers that the gateway has said it has. */
  Set<Integer> acknowledged() {
    return acknowledged;
  }

  /** Ends writing; returns all numbers that the gateway has said it has. */
  Set<Integer> end() throws InterruptedException {
    ending = true;
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        thread.join(TimeUnit.SECONDS.toMillis(30));
      }
    }
    return Set.copyOf(acknowledged);
  }

  @Override
  public void close() {
    ending = true;
    client.close();
  }
}
