package io.github.sensoringest.ledger;

import io.github.sensoringest.reading.RejectReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where a source's readings are: {@code received = windowed + late + rejected + dropped + held}.
 * Exact when nothing is moving, as it is after an orderly stop; while readings flow the numbers are
 * read one after the other and may differ by what moved meanwhile. Immutable.
 *
 * @param source the id of the sensor's route, or a name for a sum over sources
 * @param received readings that reached the entry, good or bad
 * @param windowed readings in closed windows that every required sink has taken
 * @param late readings that came after their window had closed
 * @param rejected readings that were refused, by reason; reasons without any are left out
 * @param dropped readings that a full buffer let go, as it was told to
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
    long held,
    long blockedNanos,
    long corrected) {

  /** Copies the map. */
  public Balance {
    Map<RejectReason, Long> copy = new EnumMap<>(RejectReason.class);
    copy.putAll(rejected);
    rejected = Collections.unmodifiableMap(copy);
  }

  /** Returns how many readings were refused, for whatever reason. */
  public long rejectedInAll() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many readings were taken in: received, and neither refused nor dropped. */
  public long ingested() {
    return received - rejectedInAll() - dropped;
  }

  /** Returns readings that nothing accounts for; less than zero if some were counted twice. */
  public long missing() {
    return received - windowed - late - rejectedInAll() - dropped - held;
  }

  /** Returns true if every reading is accounted for. */
  public boolean balances() {
    return missing() == 0;
  }

  Balance plus(Balance other) {
    Map<RejectReason, Long> sum = new EnumMap<>(RejectReason.class);
    sum.putAll(rejected);
    other.rejected.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return new Balance(
        source,
        received + other.received,
        windowed + other.windowed,
        late + other.late,
        sum,
        dropped + other.dropped,
        held + other.held,
        blockedNanos + other.blockedNanos,
        corrected + other.corrected);
  }
}
