package io.github.sensoringest.format;

import java.util.Map;

/**
 * How the records of payloads are read.
 *
 * @param format the format, or {@link Format#AUTO}
 * @param sensorId the template of the sensors' ids; empty for the default of the format
 * @param unit the unit of readings that name none; may be empty
 * @param names how the payload calls {@code sensorId}, {@code timestamp}, {@code value} and {@code
 *     unit}, where it calls them something else
 * @param timestampUnit what numbers are as times: {@code auto}, {@code s}, {@code ms}, {@code us}
 *     or {@code ns}
 * @param maxPayload how many bytes of a payload are read at most
 * @param maxRecord how many bytes a record may have
 */
public record DecodeOptions(
    Format format,
    String sensorId,
    String unit,
    Map<String, String> names,
    String timestampUnit,
    long maxPayload,
    int maxRecord) {}
