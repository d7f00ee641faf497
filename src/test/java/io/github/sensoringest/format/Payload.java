package io.github.sensoringest.format;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Decodes payloads of tests, at 2026-11-25T00:00:00Z. */
final class Payload {
  static final long NOW_SECONDS = 1_795_564_800L;
  static final ManualClock CLOCK = ManualClock.atMillis(NOW_SECONDS * 1_000);
  private static final Map<String, String> ATTRIBUTES = Map.of(Decoding.SOURCE, "boiler");

  private Payload() {}

  static DecodeOptions options(Format format) {
    return DecodeOptions.DEFAULTS.withFormat(format);
  }

  static DecodeOptions named(Format format, String names) {
    return new DecodeOptions(
        format,
        "",
        "",
        FieldNames.parse(names),
        "auto",
        DecodeOptions.MAX_PAYLOAD,
        DecodeOptions.MAX_RECORD);
  }

  static DecodeOptions template(Format format, String sensorId) {
    return new DecodeOptions(
        format,
        sensorId,
        "",
        Map.of(),
        "auto",
        DecodeOptions.MAX_PAYLOAD,
        DecodeOptions.MAX_RECORD);
  }

  static DecodeOptions bounded(Format format, long maxPayload, int maxRecord) {
    return new DecodeOptions(format, "", "", Map.of(), "auto", maxPayload, maxRecord);
  }

  static List<Object> decode(DecodeOptions options, String text) {
    return decode(options, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Decodes it as a whole and as a stream that comes in small pieces, which must be the same. */
  static List<Object> decode(DecodeOptions options, byte[] payload) {
    Decoder decoder = new Decoder(options, CLOCK);
    List<Object> whole = decoder.decode(payload, null, ATTRIBUTES);
    List<Object> streamed = decoder.decode(pieces(payload, 7), null, ATTRIBUTES);
    if (!areLike(whole, streamed)) {
      throw new AssertionError("as a whole: " + whole + "\nas a stream: " + streamed);
    }
    return whole;
  }

  /** How much of a record is kept that cannot be kept whole may differ. */
  static boolean areLike(List<Object> some, List<Object> others) {
    boolean alike = some.size() == others.size();
    for (int i = 0; i < some.size() && alike; i++) {
      alike =
          some.get(i) instanceof Malformed a && others.get(i) instanceof Malformed b
              ? a.position().equals(b.position())
                  && own(a.problem()).equals(own(b.problem()))
                  && (a.cut() || b.cut() || a.text().equals(b.text()))
              : some.get(i).equals(others.get(i));
    }
    return alike;
  }

  /** What the parser says of it is in parentheses. */
  private static String own(String problem) {
    int end = problem.indexOf(" (");
    return end < 0 ? problem : problem.substring(0, end);
  }

  static InputStream pieces(byte[] payload, int most) {
    return new ByteArrayInputStream(payload) {
      @Override
      public synchronized int read(byte[] into, int from, int size) {
        return super.read(into, from, Math.min(size, most));
      }
    };
  }

  static List<SensorReading> readings(List<Object> records) {
    return records.stream()
        .filter(SensorReading.class::isInstance)
        .map(SensorReading.class::cast)
        .toList();
  }

  static List<Malformed> malformed(List<Object> records) {
    return records.stream().filter(Malformed.class::isInstance).map(Malformed.class::cast).toList();
  }

  static SensorReading reading(String sensorId, long epochNanos, double value, String unit) {
    return new SensorReading(sensorId, epochNanos, value, unit);
  }
}
