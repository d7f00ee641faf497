package io.github.sensoringest.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.sensoringest.format.DecodeOptions;
import io.github.sensoringest.format.Decoder;
import io.github.sensoringest.format.Format;
import io.github.sensoringest.format.Records;
import io.github.sensoringest.reading.SensorReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Measures how fast payloads are decoded, beside the library's parser going over the same bytes
 * without looking at them; in the line protocol, which no library reads, beside a loop that only
 * finds where lines end.
 */
public final class DecodeBench {
  private static final int READINGS = 40_000;
  private static final long ROUND_NANOS = Duration.ofMillis(500).toNanos();

  /** Seconds since 1970 of the first reading. */
  private static final long BEGIN = 1_795_564_800L;

  /**
   * What came out.
   *
   * @param bytes of a reading on average
   * @param megabytesPerSecond how much was decoded, in 1,000,000 bytes
   * @param readingsPerSecond how many readings that were
   * @param bareMegabytesPerSecond how much the bare parser went over
   * @param countsAgree whether each payload came to as many readings as were put into it
   */
  public record Result(
      double bytes,
      double megabytesPerSecond,
      double readingsPerSecond,
      double bareMegabytesPerSecond,
      boolean countsAgree) {
    /** Returns the speed in parts of the bare parser's. */
    public double ratio() {
      return megabytesPerSecond / bareMegabytesPerSecond;
    }
  }

  private interface Pass {
    /** Goes over the payload once, and returns a number that depends on what is in it. */
    long over(byte[] payload) throws IOException;
  }

  private final int sensors;
  private long sink;

  /** Creates one in whose payloads are so many different sensors. */
  public DecodeBench(int sensors) {
    this.sensors = sensors;
  }

  /** Measures each format, for so long in all after so much of a warm-up. */
  public Map<String, Result> run(Duration warmUp, Duration time) throws IOException {
    JsonFactory json = new JsonFactory();
    Map<String, Result> results = new LinkedHashMap<>();
    results.put("json", measure(Format.JSON, json(json, false), tokens(json), warmUp, time));
    results.put("json-array", measure(Format.JSON, json(json, true), tokens(json), warmUp, time));
    results.put("senml", measure(Format.SENML, senml(json), tokens(json), warmUp, time));
    CBORFactory cbor = new CBORFactory();
    results.put("senml-cbor", measure(Format.SENML_CBOR, senml(cbor), tokens(cbor), warmUp, time));
    results.put("csv", measure(Format.CSV, csv(), DecodeBench::cells, warmUp, time));
    results.put("line", measure(Format.LINE, line(), DecodeBench::lineEnds, warmUp, time));
    return results;
  }

  /** The two alternate in short rounds, so that what else the machine does hits both. */
  private Result measure(Format format, byte[] payload, Pass bare, Duration warmUp, Duration time)
      throws IOException {
    Decoder decoder = new Decoder(DecodeOptions.DEFAULTS.withFormat(format), Clock.systemUTC());
    Pass ours = bytes -> decoded(decoder, bytes);
    boolean agree = decoded(decoder, payload) == READINGS;
    int rounds = (int) Math.max(1, time.toNanos() / ROUND_NANOS);
    int warmUps = (int) Math.max(1, warmUp.toNanos() / ROUND_NANOS);
    double[] speeds = new double[2];
    for (int i = -warmUps; i < rounds; i++) {
      double first = speed(ours, payload);
      double second = speed(bare, payload);
      if (i >= 0) {
        speeds[0] += first / rounds;
        speeds[1] += second / rounds;
      }
    }
    double bytes = (double) payload.length / READINGS;
    return new Result(bytes, speeds[0] / 1e6, speeds[0] / bytes, speeds[1] / 1e6, agree);
  }

  /** Returns bytes a second. */
  private double speed(Pass pass, byte[] payload) throws IOException {
    long begin = System.nanoTime();
    long passes = 0;
    do {
      sink += pass.over(payload);
      passes++;
    } while (System.nanoTime() - begin < ROUND_NANOS);
    return passes * (double) payload.length * 1e9 / (System.nanoTime() - begin);
  }

  private static long decoded(Decoder decoder, byte[] payload) throws IOException {
    long readings = 0;
    try (Records records = decoder.open(payload, null, Map.of())) {
      for (Object next = records.next(); next != null; next = records.next()) {
        readings += next instanceof SensorReading ? 1 : 0;
      }
    }
    return readings;
  }

  private static Pass tokens(JsonFactory factory) {
    return payload -> {
      long count = 0;
      try (JsonParser parser = factory.createParser(payload)) {
        while (parser.nextToken() != null) {
          count++;
        }
      }
      return count;
    };
  }

  private static final CsvFactory CSV = new CsvFactory();

  private static long cells(byte[] payload) throws IOException {
    long count = 0;
    try (CsvParser parser = CSV.createParser(payload)) {
      parser.setSchema(CsvSchema.emptySchema());
      while (parser.nextToken() != null) {
        count++;
      }
    }
    return count;
  }

  private static long lineEnds(byte[] payload) {
    long count = 0;
    for (byte b : payload) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }

  private String id(int reading) {
    return "SENSOR_" + reading % sensors;
  }

  private static double value(Random random) {
    return Math.round((20 + random.nextGaussian()) * 1_000) / 1_000.0;
  }

  private byte[] json(JsonFactory factory, boolean array) throws IOException {
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.setRootValueSeparator(null);
      if (array) {
        json.writeStartArray();
      }
      for (int i = 0; i < READINGS; i++) {
        json.writeStartObject();
        json.writeStringField("sensorId", id(i));
        json.writeFieldName("timestamp");
        json.writeNumber(BEGIN + i / 1_000 + String.format(Locale.ROOT, ".%03d", i % 1_000));
        json.writeNumberField("value", value(random));
        json.writeStringField("unit", "celsius");
        json.writeEndObject();
        if (!array) {
          json.writeRaw('\n');
        }
      }
    }
    return out.toByteArray();
  }

  private byte[] senml(JsonFactory factory) throws IOException {
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean binary = factory instanceof CBORFactory;
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartArray();
      json.writeStartObject();
      field(json, binary, "bn", -2);
      json.writeString("urn:dev:ow:10e2073a01080063:");
      field(json, binary, "bt", -3);
      json.writeNumber(BEGIN);
      json.writeEndObject();
      for (int i = 0; i < READINGS; i++) {
        json.writeStartObject();
        field(json, binary, "n", 0);
        json.writeString(id(i));
        field(json, binary, "u", 1);
        json.writeString("Cel");
        field(json, binary, "t", 6);
        json.writeNumber(i / 1_000);
        field(json, binary, "v", 2);
        json.writeNumber(value(random));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return out.toByteArray();
  }

  private static void field(JsonGenerator json, boolean binary, String name, int label)
      throws IOException {
    if (binary) {
      json.writeFieldId(label);
    } else {
      json.writeFieldName(name);
    }
  }

  private byte[] csv() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("sensorId,timestamp,value,unit\n");
    for (int i = 0; i < READINGS; i++) {
      text.append(id(i)).append(',').append(BEGIN + i / 1_000);
      text.append(String.format(Locale.ROOT, ".%03d,", i % 1_000));
      text.append(value(random)).append(",celsius\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] line() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < READINGS; i += 2) {
      text.append("weather,site=").append(id(i)).append(" temperature=").append(value(random));
      text.append(",humidity=").append(value(random)).append(' ');
      text.append((BEGIN + i / 1_000) * 1_000_000_000L + i).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns what nobody needs, so that nothing that was measured can be left out. */
  public long sink() {
    return sink;
  }
}
