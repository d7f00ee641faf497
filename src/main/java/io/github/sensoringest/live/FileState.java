package io.github.sensoringest.live;

import java.util.Locale;

/** What has become of a route file. */
public enum FileState {
  /** What the file holds is what runs. */
  RUNNING,
  /** The check found mistakes in it; a version that ran before goes on. */
  REFUSED,
  /** It passed the check and could not be started; a version that ran before goes on. */
  ROLLED_BACK,
  /** Its routes are busy, and are replaced or removed as soon as they are not. */
  WAITING,
  /** The file is gone, but what runs needs it; it goes on. */
  HELD;

  /** Returns the state as people and meters name it: {@code rolled back}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
