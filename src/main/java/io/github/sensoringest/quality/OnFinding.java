package io.github.sensoringest.quality;

import io.github.sensoringest.config.Suggestions;
import java.util.List;

/** What becomes of a reading in which something was found. */
enum OnFinding {
  /** It is kept, and marked with what was found. */
  TAG("tag"),
  /** It is refused. */
  REJECT("reject"),
  /** It is kept and marked, and an alarm is raised. */
  ALARM("alarm");

  private final String word;

  OnFinding(String word) {
    this.word = word;
  }

  /**
   * Returns the one that a parameter says.
   *
   * @throws IllegalArgumentException if there is none; the message says what to write
   */
  static OnFinding of(String name, String text) {
    for (OnFinding value : values()) {
      if (value.word.equals(text.strip())) {
        return value;
      }
    }
    List<String> words = List.of(TAG.word, REJECT.word, ALARM.word);
    throw new IllegalArgumentException(
        name
            + " is '"
            + text
            + "'"
            + Suggestions.didYouMean(text, words)
            + ": write one of "
            + String.join(", ", words));
  }
}
