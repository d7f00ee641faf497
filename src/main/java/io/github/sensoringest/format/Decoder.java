package io.github.sensoringest.format;

import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the records of payloads, all in one way. Thread-safe. */
public final class Decoder {
  private final DecodeOptions options;
  private final SensorIdTemplate template;
  private final Clock clock;

  /**
   * Creates one.
   *
   * @param clock tells when a reading was taken that has no time of its own
   */
  public Decoder(DecodeOptions options, Clock clock) {
    this.options = options;
    this.template = SensorIdTemplate.of(options.sensorId());
    this.clock = clock;
  }

  /**
   * Begins to read a payload.
   *
   * @param payload is closed with what is returned
   * @param contentType the media type that its sender calls it, or null
   * @param attributes what is known of it besides, for the sensor ids: {@code source}, the id of
   *     the route that it came to, and such as {@code topic}, {@code key} or {@code file}
   */
  public Records open(InputStream payload, String contentType, Map<String, String> attributes) {
    try {
      byte[] bytes = payload.readAllBytes();
      Format format =
          options.format() != Format.AUTO
              ? options.format()
              : Format.ofContentType(contentType)
                  .orElse(
                      bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[')
                          ? Format.JSON
                          : Format.VALUE);
      SensorIdTemplate wanted =
          template.isEmpty()
              ? SensorIdTemplate.of(format == Format.VALUE ? "{source}" : "{id}")
              : template;
      Plan plan = new Plan(options, wanted.bind(attributes), clock);
      return format == Format.JSON
          ? new JsonRecords(bytes, plan)
          : new ValueRecords(new ByteArrayInputStream(bytes), plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a whole payload; see {@link #open}. Each is a {@link SensorReading} or {@link Malformed}.
   */
  public List<Object> decode(byte[] payload, String contentType, Map<String, String> attributes) {
    List<Object> all = new ArrayList<>();
    try (Records records = open(new ByteArrayInputStream(payload), contentType, attributes)) {
      for (Object next = records.next(); next != null; next = records.next()) {
        all.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
