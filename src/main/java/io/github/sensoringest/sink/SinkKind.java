package io.github.sensoringest.sink;

import java.util.Arrays;

/** What a sink gets; the name of the endpoint that it begins with says so. */
enum SinkKind {
  /** Closed windows. */
  WINDOWS("sink-", "the window ", "windows"),
  /** Alarms, as they are raised and cleared. */
  ALARMS("alarm-sink-", "the alarm ", "alarms"),
  /** Single readings, as they are taken from the buffer. */
  READINGS("reading-sink-", "the readings of ", "batches of readings");

  private final String prefix;
  private final String singular;
  private final String plural;

  SinkKind(String prefix, String singular, String plural) {
    this.prefix = "direct://" + prefix;
    this.singular = singular;
    this.plural = plural;
  }

  /** Returns whether a route that begins with this endpoint is such a sink. */
  boolean is(String endpointUri) {
    return endpointUri.startsWith(prefix);
  }

  /** Returns whether a route that begins with this endpoint is a sink of any kind. */
  static boolean isAny(String endpointUri) {
    return Arrays.stream(values()).anyMatch(kind -> kind.is(endpointUri));
  }

  /** Says for a person what there are so many of, the first of them being called {@code key}. */
  String describe(int count, String key) {
    return count == 1 ? singular + key : count + " " + plural + " from " + key + " on";
  }
}
