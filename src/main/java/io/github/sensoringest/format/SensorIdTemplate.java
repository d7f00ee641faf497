package io.github.sensoringest.format;

import io.github.sensoringest.config.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What sensor ids are made of: text, and placeholders such as {@code {topic:2}} that stand for what
 * is known of a record or its payload. Immutable.
 */
final class SensorIdTemplate {
  /** What is in a record; all else is known of the payload. */
  static final String ID = "id";

  static final String MEASUREMENT = "measurement";
  static final String SERIES = "series";
  static final String FIELD = "field";
  static final String COLUMN = "column";
  static final String TAG = "tag:";
  private static final String TOPIC_LEVEL = Decoding.TOPIC + ":";

  private static final List<String> IN_RECORDS = List.of(ID, MEASUREMENT, SERIES, FIELD, COLUMN);
  private static final List<String> IN_PAYLOADS =
      List.of(Decoding.SOURCE, Decoding.TOPIC, Decoding.KEY, Decoding.DEVICE, Decoding.FILE);

  private final List<Part> parts;

  /** A text, or the name of a placeholder. */
  private record Part(boolean isPlain, String text) {}

  private SensorIdTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Returns the template that the text says.
   *
   * @throws IllegalArgumentException if it says none; the message says what to write
   */
  static SensorIdTemplate of(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      String plain = text.substring(at, open < 0 ? text.length() : open);
      if (plain.indexOf('}') >= 0) {
        throw new IllegalArgumentException(
            "sensorId is '" + text + "': write { before each }, such as {id}");
      }
      if (!plain.isEmpty()) {
        parts.add(new Part(true, plain));
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException(
            "sensorId is '" + text + "': write } behind each {, such as {id}");
      }
      String name = text.substring(open + 1, close);
      checkName(text, name);
      parts.add(new Part(false, name));
      at = close + 1;
    }
    return new SensorIdTemplate(parts);
  }

  private static void checkName(String text, String name) {
    if (IN_RECORDS.contains(name)
        || IN_PAYLOADS.contains(name)
        || name.startsWith(TAG) && name.length() > TAG.length()
        || name.matches(TOPIC_LEVEL + "[1-9][0-9]{0,2}")) {
      return;
    }
    List<String> known = new ArrayList<>(IN_RECORDS);
    known.addAll(IN_PAYLOADS);
    known.add("tag:NAME");
    known.add("topic:N");
    throw new IllegalArgumentException(
        "sensorId is '"
            + text
            + "', and there is no {"
            + name
            + "}"
            + Suggestions.didYouMean(name, known)
            + ": write one of {"
            + String.join("}, {", known)
            + "}");
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Returns whether it is the one placeholder and nothing else. */
  boolean isOnly(String placeholder) {
    return parts.size() == 1 && parts.get(0).equals(new Part(false, placeholder));
  }

  /**
   * Returns the template with all filled in that is known of the payload.
   *
   * @throws IllegalArgumentException if something is not known that is asked for; the message is
   *     for the sender
   */
  SensorIdTemplate bind(Map<String, String> attributes) {
    List<Part> bound = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    for (Part part : parts) {
      if (part.isPlain()) {
        plain.append(part.text());
      } else if (isOfRecords(part.text())) {
        if (!plain.isEmpty()) {
          bound.add(new Part(true, plain.toString()));
          plain.setLength(0);
        }
        bound.add(part);
      } else {
        plain.append(attribute(part.text(), attributes));
      }
    }
    if (!plain.isEmpty()) {
      bound.add(new Part(true, plain.toString()));
    }
    return new SensorIdTemplate(bound);
  }

  private static boolean isOfRecords(String name) {
    return IN_RECORDS.contains(name) || name.startsWith(TAG);
  }

  private static String attribute(String name, Map<String, String> attributes) {
    boolean level = name.startsWith(TOPIC_LEVEL);
    String value = attributes.get(level ? Decoding.TOPIC : name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the sensor id is made of {" + name + "}, and this payload has none");
    }
    if (!level) {
      return value;
    }
    String[] levels = value.split("/", -1);
    int number = Integer.parseInt(name.substring(TOPIC_LEVEL.length()));
    if (number > levels.length) {
      throw new IllegalArgumentException(
          "the sensor id is made of {" + name + "}, and the topic " + value + " has fewer levels");
    }
    return levels[number - 1];
  }

  /**
   * Returns the id of a record.
   *
   * @param known returns what the record has for a placeholder, or null
   * @throws IllegalArgumentException if it has none for one; the message is for the sender
   */
  String fill(UnaryOperator<String> known) {
    return fill(known, name -> null);
  }

  /** The same, with another message where that returns one for a placeholder. */
  String fill(UnaryOperator<String> known, UnaryOperator<String> missing) {
    if (parts.size() == 1 && parts.get(0).isPlain()) {
      return parts.get(0).text();
    }
    StringBuilder id = new StringBuilder();
    for (Part part : parts) {
      if (part.isPlain()) {
        id.append(part.text());
      } else {
        String value = known.apply(part.text());
        if (value == null) {
          String message = missing.apply(part.text());
          throw new IllegalArgumentException(
              message != null
                  ? message
                  : "the sensor id is made of {" + part.text() + "}, and this record has none");
        }
        id.append(value);
      }
    }
    return id.toString();
  }

  /** Returns whether it is the same for all payloads. */
  boolean isFreeOfPayloads() {
    return parts.stream().allMatch(part -> part.isPlain() || isOfRecords(part.text()));
  }
}
