package io.github.sensoringest.check;

/** What a route file is for; the folder it lies in says so. */
public enum Role {
  /** A building block which routes name as {@code kamelet:NAME}, in {@code kamelets/}. */
  KAMELET,
  /** A stage of the gateway itself, in {@code pipeline/}. */
  PIPELINE,
  /** A place where closed windows go, in {@code sinks/}. */
  SINK,
  /** A source of readings: every file that lies elsewhere, normally in {@code sensors/}. */
  SENSOR;

  /** Returns the role of a file whose path within the route folder begins with {@code folder}. */
  public static Role ofFolder(String folder) {
    return switch (folder) {
      case "kamelets" -> KAMELET;
      case "pipeline" -> PIPELINE;
      case "sinks" -> SINK;
      default -> SENSOR;
    };
  }
}
