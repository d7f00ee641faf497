package io.github.sensoringest.web;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step of the ingest that shows readings to whoever looks. As long as nobody does, it costs one
 * look at a flag for each chunk; and then it holds nothing up. Thread-safe.
 */
final class ReadingTaps implements Processor {
  /** The readings of a source are noted on the board once in so long. */
  private static final long BOARD_EVERY_MILLIS = 500;

  /** After the last request for sensors the board is kept fresh for so long. */
  private static final long LOOKING_MILLIS = 10_000;

  /** What a tap holds until it is asked. */
  static final int HELD = 200;

  /** One who looks at the readings of a source. Thread-safe. */
  static final class Tap {
    private final String source;
    private final List<SensorReading> held = new ArrayList<>();
    private long skipped;

    private Tap(String source) {
      this.source = source;
    }

    private synchronized void add(ReadingBatch batch) {
      int room = Math.min(batch.size(), HELD - held.size());
      for (int i = 0; i < room; i++) {
        held.add(batch.get(i));
      }
      skipped += batch.size() - room;
    }

    /** What came since it was asked last. */
    record Taken(List<SensorReading> readings, long skipped) {}

    /** Returns what came since the last call, or the first of it, and how much was left out. */
    synchronized Taken take() {
      Taken taken = new Taken(List.copyOf(held), skipped);
      held.clear();
      skipped = 0;
      return taken;
    }
  }

  private final SensorBoard board;
  private final Clock clock;
  private final List<Tap> taps = new CopyOnWriteArrayList<>();
  private final Map<String, Long> noted = new ConcurrentHashMap<>();
  private volatile long lookingUntil;
  private volatile boolean wanted;

  ReadingTaps(SensorBoard board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  /** Somebody looks at the sensors; from now on, for a while, the board is kept fresh. */
  void looking() {
    lookingUntil = clock.millis() + LOOKING_MILLIS;
    wanted = true;
  }

  Tap open(String source) {
    Tap tap = new Tap(source);
    taps.add(tap);
    wanted = true;
    return tap;
  }

  void close(Tap tap) {
    taps.remove(tap);
  }

  @Override
  public void process(Exchange exchange) {
    if (wanted) {
      show((List<?>) exchange.getMessage().getBody());
    }
  }

  private void show(List<?> chunk) {
    long now = clock.millis();
    boolean looking = now < lookingUntil;
    if (!looking && taps.isEmpty()) {
      wanted = false;
      noted.clear();
      return;
    }
    for (Object part : chunk) {
      ReadingBatch batch = (ReadingBatch) part;
      if (looking && now - noted.getOrDefault(batch.source(), 0L) >= BOARD_EVERY_MILLIS) {
        noted.put(batch.source(), now);
        board.readings(batch);
      }
      for (Tap tap : taps) {
        if (tap.source.equals(batch.source())) {
          tap.add(batch);
        }
      }
    }
  }
}
