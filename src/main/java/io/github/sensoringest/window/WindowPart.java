package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings of a chunk that belong to one window: what the split of the ingest route makes.
 * Handed from one step to the next, never shared.
 */
final class WindowPart {
  /**
   * Readings of one batch.
   *
   * @param counted whether the ledger counts them with this window; a reading that is in several is
   *     counted with the one that closes last
   */
  record Share(ReadingBatch batch, boolean counted) {}

  private final OpenWindow window;
  private final List<Share> shares = new ArrayList<>();
  private int readings;
  private boolean claimed;

  WindowPart(OpenWindow window) {
    this.window = window;
  }

  void add(ReadingBatch batch, boolean counted) {
    shares.add(new Share(batch, counted));
    if (counted) {
      readings += batch.size();
    }
  }

  /**
   * Returns true at the first call only: whoever gets that accounts for the readings, be it the
   * window's table or the refusal of what failed on the way.
   */
  boolean claim() {
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  OpenWindow window() {
    return window;
  }

  List<Share> shares() {
    return shares;
  }

  /** Returns how many readings the ledger counts with this window. */
  int readings() {
    return readings;
  }

  @Override
  public String toString() {
    return readings + " readings of " + window.key();
  }
}
