package io.github.sensoringest.live;

import java.time.Instant;

/**
 * Something that happened to a route file. Immutable.
 *
 * @param generation the generation that it made, or found
 * @param text what happened, for a person: {@code routes/sensors/a.camel.yaml: taken up ...}
 * @param refusal whether it is something to mend
 */
public record FolderChange(
    long generation, Instant time, String file, String text, boolean refusal) {}
