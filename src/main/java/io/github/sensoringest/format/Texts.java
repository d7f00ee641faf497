package io.github.sensoringest.format;

import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.Printable;
import java.nio.charset.StandardCharsets;

/** Records as text, for those who have to mend them. */
final class Texts {
  /** Enough for every usual record, and little enough for thousands of bad ones at once. */
  static final int LONGEST = 4_000;

  private Texts() {}

  /** Returns a text within a message; it is cut after 100 characters. */
  static String shortened(String text) {
    return Printable.of(text);
  }

  /** Returns what stands for a record that cannot be read. */
  static Malformed malformed(String position, String problem, byte[] bytes, int from, int to) {
    // A character has four bytes at most.
    int end = (int) Math.min(to, from + 4L * LONGEST);
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
    return malformed(position, problem, text, end < to);
  }

  static Malformed malformed(String position, String problem, String text, boolean cut) {
    return new Malformed(
        position,
        problem,
        text.length() <= LONGEST ? text : text.substring(0, LONGEST),
        cut || text.length() > LONGEST);
  }
}
