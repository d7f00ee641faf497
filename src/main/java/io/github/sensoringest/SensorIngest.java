package io.github.sensoringest;

/** The command line of the gateway. */
public final class SensorIngest {
  private SensorIngest() {}

  /** Runs the command that {@code args} name. */
  public static void main(String[] args) {}
}
