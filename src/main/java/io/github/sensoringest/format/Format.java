package io.github.sensoringest.format;

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

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** Returns the name that route files use, such as {@code senml-cbor}. */
  public String label() {
    return label;
  }
}
