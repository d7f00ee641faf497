package io.github.sensoringest.swap;

import org.apache.camel.Route;

/**
 * A part of the gateway that works through the steps of a route from outside, and so must hold
 * still while that route is replaced. Bound in the registry.
 */
public interface StandStill {
  /** Returns whether it works through steps of the route. */
  boolean concerns(Route route);

  /** Begins nothing new, until {@link #end}. */
  void begin();

  /** Returns whether all that had begun before has come to its end. */
  boolean isStill();

  /** Goes on, with the route that is there now. */
  void end();
}
