package io.github.sensoringest.ledger;

import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of one source's readings, counted as it happens. Thread-safe; every number only
 * grows, and counts readings unless it says otherwise.
 */
public final class Account {
  private final String source;
  private final LongAdder received = new LongAdder();
  private final LongAdder windowed = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder corrected = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder blockedNanos = new LongAdder();
  private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);
  private final Map<SuppressReason, LongAdder> suppressed = new EnumMap<>(SuppressReason.class);
  private final DistinctCount sensors = new DistinctCount();
  private final AtomicLong lastReceivedMillis = new AtomicLong();

  Account(String source) {
    this.source = source;
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(reason, new LongAdder());
    }
    for (SuppressReason reason : SuppressReason.values()) {
      suppressed.put(reason, new LongAdder());
    }
  }

  /**
   * Counts readings that reached the entry, whether good or bad, or that a step before it took out.
   */
  public void received(int readings, long nowMillis) {
    received.add(readings);
    // Not a full volatile write: it is only read when all has come to rest.
    lastReceivedMillis.setRelease(nowMillis);
  }

  /** Counts readings of a closed window that all required sinks have taken. */
  public void windowed(long readings) {
    windowed.add(readings);
  }

  /** Counts readings that corrected a window after it had closed; they are windowed as well. */
  public void corrected(long readings) {
    corrected.add(readings);
  }

  /** Returns how many readings corrected a window after it had closed. */
  public long corrected() {
    return corrected.sum();
  }

  /** Counts readings that came after their window had closed. */
  public void late(int readings) {
    late.add(readings);
  }

  /** Counts readings that were refused. */
  public void rejected(RejectReason reason, int readings) {
    rejected.get(reason).add(readings);
  }

  /** Counts readings that the full buffer let go, as it was told to. */
  public void dropped(int readings) {
    dropped.add(readings);
  }

  /** Counts readings that a step before the entry took out, as its route says. */
  public void suppressed(SuppressReason reason, int readings) {
    suppressed.get(reason).add(readings);
  }

  /** Returns the id of the source. */
  public String source() {
    return source;
  }

  long received() {
    return received.sum();
  }

  long windowed() {
    return windowed.sum();
  }

  long late() {
    return late.sum();
  }

  long rejected(RejectReason reason) {
    return rejected.get(reason).sum();
  }

  long suppressed(SuppressReason reason) {
    return suppressed.get(reason).sum();
  }

  /** Adds time that the source spent waiting for room in the full buffer, in nanoseconds. */
  public void blocked(long nanos) {
    blockedNanos.add(nanos);
  }

  /** Notes that this sensor has been heard of. */
  public void sensor(String sensorId) {
    sensors.add(sensorId);
  }

  /** Returns how many nanoseconds the source has waited for room in the full buffer. */
  public long blockedNanos() {
    return blockedNanos.sum();
  }

  /** Returns how many readings the full buffer let go. */
  public long dropped() {
    return dropped.sum();
  }

  long lastReceivedMillis() {
    return lastReceivedMillis.get();
  }

  DistinctCount sensors() {
    return sensors;
  }

  Balance balance(long leftBehind) {
    return new Balance(
        source,
        received.sum(),
        windowed.sum(),
        late.sum(),
        counts(rejected, RejectReason.class),
        dropped.sum(),
        counts(suppressed, SuppressReason.class),
        leftBehind,
        blockedNanos.sum(),
        corrected.sum());
  }

  private static <R extends Enum<R>> Map<R, Long> counts(Map<R, LongAdder> adders, Class<R> type) {
    Map<R, Long> counts = new EnumMap<>(type);
    adders.forEach(
        (reason, adder) -> {
          long count = adder.sum();
          if (count > 0) {
            counts.put(reason, count);
          }
        });
    return counts;
  }
}
