package io.github.sensoringest.format;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How the records of payloads are read. Immutable.
 *
 * @param format the format, or {@link Format#AUTO}
 * @param sensorId the template of the sensors' ids; empty for the default of the format
 * @param unit the unit of readings that name none; may be empty
 * @param names how the payload calls {@code sensorId}, {@code timestamp}, {@code value} and {@code
 *     unit}, where it calls them something else
 * @param timestampUnit what numbers are as times: {@code auto}, {@code s}, {@code ms}, {@code us}
 *     or {@code ns}
 * @param maxPayload how many bytes of a payload are read at most; 0 for all
 * @param maxRecord how many bytes a record may have
 */
public record DecodeOptions(
    Format format,
    String sensorId,
    String unit,
    Map<String, String> names,
    String timestampUnit,
    long maxPayload,
    int maxRecord) {

  /** How many bytes of a payload are read at most, unless something else is said: 16 MiB. */
  public static final long MAX_PAYLOAD = 16L * 1024 * 1024;

  /** How many bytes a record may have, unless something else is said: 64 KiB. */
  public static final int MAX_RECORD = 64 * 1024;

  /** What a payload looks like is found out, and all else is as the formats have it. */
  public static final DecodeOptions DEFAULTS =
      new DecodeOptions(Format.AUTO, "", "", Map.of(), "auto", MAX_PAYLOAD, MAX_RECORD);

  /**
   * Checks that all are there and make sense.
   *
   * @throws IllegalArgumentException if one does not; the message says what to write
   */
  public DecodeOptions {
    requireNonNull(format, "format is null");
    requireNonNull(sensorId, "sensorId is null");
    requireNonNull(unit, "unit is null");
    names = Map.copyOf(names);
    requireNonNull(timestampUnit, "timestampUnit is null");
    SensorIdTemplate.of(sensorId);
    FieldNames.check(names);
    Timestamps.check(timestampUnit);
    if (maxPayload < 0) {
      throw new IllegalArgumentException(
          "maxPayload is " + maxPayload + ": write a number of bytes, or 0 for no bound");
    }
    if (maxRecord < 64 || maxRecord > 64 * 1024 * 1024) {
      throw new IllegalArgumentException(
          "maxRecord is " + maxRecord + ": write a number of bytes from 64 to 67108864");
    }
  }

  /** Returns the same with another format. */
  public DecodeOptions withFormat(Format other) {
    return new DecodeOptions(other, sensorId, unit, names, timestampUnit, maxPayload, maxRecord);
  }

  /** Returns the same with another unit for numbers that are times. */
  public DecodeOptions withTimestampUnit(String other) {
    return new DecodeOptions(format, sensorId, unit, names, other, maxPayload, maxRecord);
  }
}
