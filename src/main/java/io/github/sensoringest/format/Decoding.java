package io.github.sensoringest.format;

/** What the steps of a route tell each other about the decoding of a message. */
public final class Decoding {
  /**
   * The property of an exchange that holds what its source knows about the payload, as a map of
   * strings: such as {@link #TOPIC}. Sensor ids may be made of it.
   */
  public static final String ATTRIBUTES = "sensorIngestAttributes";

  /** The attribute that is the id of the route that a payload came to. */
  public static final String SOURCE = "source";

  /** The attribute that is the topic that a message was published to. */
  public static final String TOPIC = "topic";

  /** The attribute that is the key of a message. */
  public static final String KEY = "key";

  /** The attribute that is the name of the device that was asked for a payload. */
  public static final String DEVICE = "device";

  /** The attribute that is the name of the file that a payload is from. */
  public static final String FILE = "file";

  private Decoding() {}
}
