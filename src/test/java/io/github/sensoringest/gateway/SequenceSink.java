package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.WindowSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sensors that count, and a sink that tells whether each number of each arrived exactly once. The
 * bean {@code sequence} turns the body, a sensor's id, into a reading of its next number; the bean
 * {@code sequenceSink} takes windows.
 */
final class SequenceSink extends RouteBuilder {
  private final AtomicLong tries = new AtomicLong();
  private volatile boolean troubled;
  private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
  private final Map<String, List<WindowSummary>> taken = new ConcurrentHashMap<>();

  @Override
  public void configure() {
    getContext().getRegistry().bind("sequence", (Processor) this::next);
    getContext().getRegistry().bind("sequenceSink", (Processor) this::take);
  }

  private void next(Exchange exchange) {
    String sensorId = exchange.getMessage().getBody(String.class);
    long number = sent.computeIfAbsent(sensorId, id -> new AtomicLong()).getAndIncrement();
    exchange
        .getMessage()
        .setBody(SensorReading.ofMillis(sensorId, System.currentTimeMillis(), number, "count"));
  }

  /** Has the sink be slow, and fail at every third try. */
  void trouble() {
    troubled = true;
  }

  private void take(Exchange exchange) {
    if (troubled) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
      if (tries.incrementAndGet() % 3 == 0) {
        throw new IllegalStateException("the disk is full");
      }
    }
    for (Object row : (List<?>) exchange.getMessage().getBody()) {
      WindowSummary summary = (WindowSummary) row;
      taken.computeIfAbsent(summary.sensorId(), id -> new ArrayList<>()).add(summary);
    }
  }

  /** Returns how many readings the sensor has made. */
  long sent(String sensorId) {
    return sent.getOrDefault(sensorId, new AtomicLong()).get();
  }

  /** Returns how many readings all sensors have made. */
  long sent() {
    return sent.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Checks that the windows of each sensor hold all numbers that it made, each of them once. */
  void assertEachArrivedOnce() {
    assertThat(taken.keySet()).isEqualTo(sent.keySet());
    taken.forEach(this::assertEachArrivedOnce);
  }

  private void assertEachArrivedOnce(String sensorId, List<WindowSummary> windows) {
    List<WindowSummary> inOrder = new ArrayList<>(windows);
    inOrder.sort(Comparator.comparing(WindowSummary::start));
    assertThat(inOrder)
        .as(sensorId + " has a window once")
        .extracting(WindowSummary::start)
        .doesNotHaveDuplicates();
    long next = 0;
    for (WindowSummary window : inOrder) {
      // So many different whole numbers fit between least and greatest, and their mean says that
      // none of them stands for another one.
      long last = next + window.statistics().count() - 1;
      String where = sensorId + " in " + window.start();
      assertThat(window.statistics().min()).as("least of " + where).isEqualTo(next);
      assertThat(window.statistics().max()).as("greatest of " + where).isEqualTo(last);
      assertThat(window.statistics().mean())
          .as("mean of " + where)
          .isCloseTo((next + last) / 2.0, offset(1e-6));
      next = last + 1;
    }
    assertThat(next).as("numbers of " + sensorId).isEqualTo(sent(sensorId));
  }
}
