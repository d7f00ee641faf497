package io.github.sensoringest.swap;

/**
 * Knows the messages that wait for room in the full buffer. They are at rest: nothing of the routes
 * that they came through is asked for them any more. Thread-safe.
 */
public interface WaitingForRoom {
  /** Returns how many messages of the source wait. */
  int waitingFrom(String source);

  /** Returns how many messages wait in a step of the route. */
  int waitingIn(String routeId);
}
