package io.github.sensoringest.web;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The parameters of a request. */
final class Query {
  private final MultiMap parameters;

  Query(MultiMap parameters) {
    this.parameters = parameters;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
  }

  /** Returns a text that must be there. */
  String needed(String name) {
    return text(name).orElseThrow(() -> new BadRequest(name + " is missing"));
  }

  long number(String name, long otherwise, long least, long most) {
    return text(name)
        .map(
            text -> {
              try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                // The message below says it.
              }
              throw new BadRequest(
                  name
                      + " must be a whole number from "
                      + least
                      + " to "
                      + most
                      + ", not '"
                      + text
                      + "'");
            })
        .orElse(otherwise);
  }

  Instant moment(String name, Instant otherwise) {
    return text(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw new BadRequest(
                    name + " must be a moment such as 2026-11-25T10:15:30Z, not '" + text + "'");
              }
            })
        .orElse(otherwise);
  }
}
