package io.github.sensoringest.simulate;

/**
 * Is told when a source has made its last reading. A finite simulated sensor calls the one that is
 * in the registry as {@value #NAME}, if there is one. Called from the sources' own threads.
 */
public interface SourceEnds {
  /** The name to look for in the registry. */
  String NAME = "sourceEnds";

  /**
   * The route's source makes no further reading, and the route is done with the last one.
   *
   * @param routeId the id of the route that the timer is in, which for a kamelet is the route made
   *     from its template
   */
  void ended(String routeId);
}
