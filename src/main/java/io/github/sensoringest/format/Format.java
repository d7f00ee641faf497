package io.github.sensoringest.format;

import io.github.sensoringest.config.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How readings are written down. */
public enum Format {
  /** What the content type says, else what the first bytes look like. */
  AUTO("auto"),
  /** JSON: an object, an array of them, or one after the other. */
  JSON("json"),
  /** SenML in JSON (RFC 8428). */
  SENML("senml"),
  /** SenML in CBOR (RFC 8428). */
  SENML_CBOR("senml-cbor"),
  /** The line protocol of InfluxDB. */
  LINE("line"),
  /** Comma-separated values with a header. */
  CSV("csv"),
  /** A number as text, and nothing else. */
  VALUE("value");

  private static final List<String> LABELS =
      Arrays.stream(values()).map(format -> format.label).toList();

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** Returns the name that route files use, such as {@code senml-cbor}. */
  public String label() {
    return label;
  }

  /**
   * Returns the format of the name.
   *
   * @throws IllegalArgumentException if there is none; the message says what to write
   */
  public static Format of(String label) {
    for (Format format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "format is '"
            + label
            + "'"
            + Suggestions.didYouMean(label, LABELS)
            + ": write one of "
            + String.join(", ", LABELS));
  }

  /**
   * Returns the format that the media type stands for; empty if it is null, says nothing, as {@code
   * application/octet-stream} does, or is none of ours. Parameters do not matter; {@link
   * PayloadCharset} reads one of them.
   */
  public static Optional<Format> ofContentType(String contentType) {
    if (contentType == null) {
      return Optional.empty();
    }
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return Optional.ofNullable(
        switch (type.strip().toLowerCase(Locale.ROOT)) {
          case "application/json",
              "text/json",
              "application/x-ndjson",
              "application/ndjson",
              "application/jsonl",
              "application/json-seq" ->
              JSON;
          case "application/senml+json", "application/sensml+json" -> SENML;
          case "application/senml+cbor", "application/sensml+cbor", "application/cbor" ->
              SENML_CBOR;
          case "application/vnd.influx",
              "text/vnd.influx",
              "application/x-influxdb-line-protocol" ->
              LINE;
          case "text/csv", "application/csv", "text/tab-separated-values" -> CSV;
          default -> null;
        });
  }
}
