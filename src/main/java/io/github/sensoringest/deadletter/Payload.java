package io.github.sensoringest.deadletter;

import io.github.sensoringest.reading.SensorReading;
import java.util.Map;

/** What was refused, as far as a dead letter can hold it. */
public sealed interface Payload {
  /** A reading. */
  record OfReading(SensorReading reading) implements Payload {}

  /**
   * A text, or what an object of another kind says of itself.
   *
   * @param type the class of what was refused
   * @param cut whether the text is only the beginning
   * @param attributes what was known of the payload that the text was in, such as its topic
   */
  record OfText(String type, String text, boolean cut, Map<String, String> attributes)
      implements Payload {
    /** Takes over a copy of the attributes. */
    public OfText {
      attributes = Map.copyOf(attributes);
    }

    OfText(String type, String text, boolean cut) {
      this(type, text, cut, Map.of());
    }
  }

  /** Nothing had come. */
  record OfNothing() implements Payload {}

  /** Returns whether it may be sent again: it is whole, and no description of something else. */
  default boolean canBeReplayed() {
    return !(this instanceof OfText text)
        || !text.cut() && (text.type().equals(TEXT) || text.type().equals(BYTES));
  }

  /** The type of a text. */
  String TEXT = String.class.getName();

  /** The type of bytes, which are kept as the text that they are in UTF-8. */
  String BYTES = "byte[]";
}
