package io.github.sensoringest.ledger;

import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where a source's readings are: {@code received = windowed + late + rejected + dropped +
 * suppressed + held}. Exact when nothing is moving, as it is after an orderly stop; while readings
 * flow the numbers are read one after the other and may differ by what moved meanwhile. Immutable.
 *
 * @param source the id of the sensor's route, or a name for a sum over sources
 * @param received readings that reached the entry, good or bad, or that a step before it took out
 * @param windowed readings in closed windows that every required sink has taken
 * @param late readings that came after their window had closed
 * @param rejected readings that were refused, by reason; reasons without any are left out
 * @param dropped readings that a full buffer let go, as it was told to
 * @param suppressed readings that a step before the entry took out as its route says, by reason;
 *     reasons without any are left out
 * @param held readings that are inside: before, in or behind the buffer, or in a window
 * @param blockedNanos how long the source waited for room in the full buffer, in nanoseconds
 * @param corrected readings that corrected a window after it had closed; they are windowed as well
 */
public record Balance(
    String source,
    long received,
    long windowed,
    long late,
    Map<RejectReason, Long> rejected,
    long dropped,
    Map<SuppressReason, Long> suppressed,
    long held,
    long blockedNanos,
    long corrected) {

  /** Copies the maps. */
  public Balance {
    rejected = copy(rejected, RejectReason.class);
    suppressed = copy(suppressed, SuppressReason.class);
  }

  private static <R extends Enum<R>> Map<R, Long> copy(Map<R, Long> counts, Class<R> type) {
    Map<R, Long> copy = new EnumMap<>(type);
    copy.putAll(counts);
    return Collections.unmodifiableMap(copy);
  }

  /** Returns how many readings were refused, for whatever reason. */
  public long rejectedInAll() {
    return sum(rejected);
  }

  /** Returns how many readings were taken out before the entry, for whatever reason. */
  public long suppressedInAll() {
    return sum(suppressed);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns how many readings were taken in: received, and neither refused, dropped nor suppressed.
   */
  public long ingested() {
    return received - rejectedInAll() - dropped - suppressedInAll();
  }

  /** Returns readings that nothing accounts for; less than zero if some were counted twice. */
  public long missing() {
    return ingested() - windowed - late - held;
  }

  /** Returns true if every reading is accounted for. */
  public boolean balances() {
    return missing() == 0;
  }

  Balance plus(Balance other) {
    return new Balance(
        source,
        received + other.received,
        windowed + other.windowed,
        late + other.late,
        sum(rejected, other.rejected, RejectReason.class),
        dropped + other.dropped,
        sum(suppressed, other.suppressed, SuppressReason.class),
        held + other.held,
        blockedNanos + other.blockedNanos,
        corrected + other.corrected);
  }

  private static <R extends Enum<R>> Map<R, Long> sum(
      Map<R, Long> some, Map<R, Long> others, Class<R> type) {
    Map<R, Long> sum = new EnumMap<>(type);
    sum.putAll(some);
    others.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return sum;
  }
}
