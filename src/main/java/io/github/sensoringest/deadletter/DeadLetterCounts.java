package io.github.sensoringest.deadletter;

/**
 * What became of the dead letters of one run. Immutable.
 *
 * @param written letters that were written
 * @param dropped letters, of earlier runs too, that were dropped because they were too old or too
 *     many
 * @param lost letters that could not be written, because the disk failed or they came too fast
 */
public record DeadLetterCounts(long written, long dropped, long lost) {}
