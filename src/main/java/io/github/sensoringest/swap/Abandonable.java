package io.github.sensoringest.swap;

/** Counts what is under way in routes, and can be told that some of it is no longer waited for. */
public interface Abandonable {
  /** What is under way in the route now was broken off; nobody waits for its end any more. */
  void abandon(String routeId);
}
