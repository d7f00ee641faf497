package io.github.sensoringest.format;

import static io.github.sensoringest.format.Payload.areLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Throws payloads at each format that were valid and then had something done to them. Each try
 * makes a hundred of them from a seed, which a failure tells. What must hold for all: no exception,
 * an offset that only grows and ends at the end, and the same records however the payload comes in.
 */
class FormatsFuzzTest {
  private static final int PER_TRY = 100;
  private static final int TRIES = 40;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  /** What is most likely to upset a parser. */
  private static final String[] SPICES = {
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\\",
    "=",
    " ",
    "#",
    "null",
    "true",
    "NaN",
    "-",
    "+",
    ".",
    "1e999999999",
    "9".repeat(1_200),
    "\u0000",
    "\ufeff",
    "é",
    "\ud83d\ude00",
    "\"\"",
    "{{{{{{{{{{",
    "]]]]]",
    "/",
    "_",
    "bn",
    "vs",
    "i",
    "1764040211",
    "x".repeat(700)
  };

  private final Map<Format, Decoder> decoders = new HashMap<>();

  private final Map<Format, Decoder> unbounded = new HashMap<>();

  FormatsFuzzTest() {
    for (Format format : Format.values()) {
      unbounded.put(format, new Decoder(Payload.options(format), Payload.CLOCK));
      // Small bounds are met more often.
      decoders.put(format, new Decoder(Payload.bounded(format, 6_000, 512), Payload.CLOCK));
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void jsonLines(@ForAll long seed) throws IOException {
    fuzz(Format.JSON, seed, random -> String.join("\n", jsonObjects(random)));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void jsonArrays(@ForAll long seed) throws IOException {
    fuzz(Format.JSON, seed, random -> "[" + String.join(",\n", jsonObjects(random)) + "]");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void senml(@ForAll long seed) throws IOException {
    fuzz(Format.SENML, seed, FormatsFuzzTest::pack);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void senmlInCbor(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < PER_TRY; i++) {
      byte[] cbor = CBOR.writeValueAsBytes(JSON.readTree(pack(random)));
      check(Format.SENML_CBOR, spoiltBytes(random, cbor), seed);
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void lineProtocol(@ForAll long seed) throws IOException {
    fuzz(Format.LINE, seed, random -> String.join("\n", lines(random)));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void csv(@ForAll long seed) throws IOException {
    fuzz(Format.CSV, seed, FormatsFuzzTest::table);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void anything(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < PER_TRY; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      for (Format format : Format.values()) {
        check(format, bytes, seed);
      }
    }
  }

  /**
   * A line, a row or an element that holds something wrong is one malformed record, and all others
   * are readings.
   */
  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void recordsInAreReadingsAndMalformedRecords(@ForAll long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PER_TRY; i++) {
      int count = 1 + random.nextInt(20);
      int bad = 0;
      List<String> json = new ArrayList<>();
      List<String> line = new ArrayList<>();
      List<String> csv = new ArrayList<>(List.of("id,timestamp,value"));
      List<String> senml = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        boolean isBad = random.nextInt(3) == 0;
        bad += isBad ? 1 : 0;
        String value = isBad ? "\"" + word(random) + "\"" : number(random);
        String id = word(random);
        json.add("{\"sensorId\":\"" + id + "\",\"value\":" + value + "}");
        line.add("m,id=" + id + " f=" + value);
        csv.add(id + ",5," + value);
        senml.add("{\"n\":\"" + id + "\",\"v\":" + value + "}");
      }
      assertCounts(Format.JSON, String.join("\n", json), count, bad, seed);
      assertCounts(Format.JSON, "[" + String.join(",", json) + "]", count, bad, seed);
      assertCounts(Format.LINE, String.join("\n", line), count, bad, seed);
      assertCounts(Format.CSV, String.join("\r\n", csv), count, bad, seed);
      assertCounts(Format.SENML, "[" + String.join(",", senml) + "]", count, bad, seed);
    }
  }

  /** Lines that are cut off, or have something put into them, cost themselves and no other. */
  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void brokenLinesCostThemselvesOnly(@ForAll long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PER_TRY; i++) {
      List<String> json = new ArrayList<>();
      List<String> line = new ArrayList<>();
      int bad = 0;
      int count = 1 + random.nextInt(10);
      for (int j = 0; j < count; j++) {
        String object = "{\"sensorId\":\"a\",\"value\":1}";
        String point = "m f=1 5";
        if (random.nextInt(3) == 0) {
          bad++;
          json.add(object.substring(0, 1 + random.nextInt(object.length() - 1)));
          line.add(point.substring(0, 1 + random.nextInt(3)));
        } else {
          json.add(object);
          line.add(point);
        }
      }
      assertCounts(Format.JSON, String.join("\n", json), count, bad, seed);
      assertCounts(Format.LINE, String.join("\n", line), count, bad, seed);
    }
  }

  private void assertCounts(Format format, String payload, int count, int bad, long seed) {
    List<Object> records =
        unbounded.get(format).decode(payload.getBytes(StandardCharsets.UTF_8), null, Map.of());
    assertThat(Payload.malformed(records)).as("seed %d: %s", seed, payload).hasSize(bad);
    assertThat(Payload.readings(records)).as("seed %d: %s", seed, payload).hasSize(count - bad);
  }

  private interface Maker {
    String make(Random random);
  }

  private void fuzz(Format format, long seed, Maker maker) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < PER_TRY; i++) {
      String spoilt = spoilt(random, maker.make(random));
      check(format, spoilt.getBytes(StandardCharsets.UTF_8), seed);
      check(Format.AUTO, spoiltBytes(random, spoilt.getBytes(StandardCharsets.UTF_8)), seed);
    }
  }

  private void check(Format format, byte[] payload, long seed) throws IOException {
    Decoder decoder = decoders.get(format);
    List<Object> whole = all(decoder.open(payload, null, Map.of()), payload, seed);
    List<Object> streamed =
        all(decoder.open(new ByteArrayInputStream(payload), null, Map.of()), payload, seed);
    if (!areLike(whole, streamed)) {
      throw new AssertionError(
          tell(format, payload, seed) + "\nas a whole: " + whole + "\nas a stream: " + streamed);
    }
    if (whole.isEmpty() && format == Format.VALUE && !new String(payload).isBlank()) {
      throw new AssertionError(tell(format, payload, seed) + " came to nothing");
    }
  }

  private List<Object> all(Records opened, byte[] payload, long seed) throws IOException {
    List<Object> all = new ArrayList<>();
    try (Records records = opened) {
      long offset = records.offset();
      for (Object next = records.next(); next != null; next = records.next()) {
        all.add(next);
        boolean bounded =
            next instanceof SensorReading
                || next instanceof Malformed malformed
                    && malformed.text().length() <= Texts.LONGEST
                    && malformed.problem().length() <= 2_000;
        boolean goesOn = records.offset() >= offset && records.offset() <= payload.length;
        if (!bounded || !goesOn || all.size() > 2 * payload.length + 2) {
          throw new IllegalStateException(
              "after " + all + " offset " + offset + ", then " + records.offset());
        }
        offset = records.offset();
      }
      assertThat(records.next()).isNull();
    } catch (RuntimeException e) {
      throw new AssertionError(tell(null, payload, seed), e);
    }
    return all;
  }

  private static String tell(Format format, byte[] payload, long seed) {
    return format + ", seed " + seed + ": " + new String(payload, StandardCharsets.UTF_8);
  }

  private static String spoilt(Random random, String valid) {
    StringBuilder text = new StringBuilder(valid);
    for (int changes = random.nextInt(4); changes > 0 && text.length() > 0; changes--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, SPICES[random.nextInt(SPICES.length)]);
        case 2 -> text.replace(at, end, SPICES[random.nextInt(SPICES.length)]);
        case 3 -> text.insert(at, text.substring(at, end));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  private static byte[] spoiltBytes(Random random, byte[] valid) {
    byte[] bytes = valid.clone();
    for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0 && bytes.length > 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  private static List<String> jsonObjects(Random random) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String separator = random.nextInt(8) == 0 ? "\n  " : "";
      all.add(
          "{\"sensorId\":\""
              + word(random)
              + "\","
              + separator
              + "\"timestamp\":"
              + (random.nextBoolean() ? number(random) : "\"2026-11-25T00:00:00.5Z\"")
              + ",\"value\":"
              + number(random)
              + ",\"unit\":\"C\",\"x\":{\"y\":[1,{}]}}");
    }
    return all;
  }

  private static String pack(Random random) {
    StringBuilder pack = new StringBuilder("[{\"bn\":\"" + word(random) + "\",\"bt\":1.3e9}");
    for (int i = random.nextInt(6); i >= 0; i--) {
      pack.append(",{\"n\":\"").append(word(random)).append("\",\"t\":").append(random.nextInt(99));
      pack.append(random.nextInt(5) == 0 ? ",\"s\":" : ",\"v\":")
          .append(number(random))
          .append('}');
    }
    return pack.append(']').toString();
  }

  private static List<String> lines(Random random) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      StringBuilder line = new StringBuilder(word(random));
      for (int tags = random.nextInt(3); tags > 0; tags--) {
        line.append(',').append(word(random)).append('=').append(word(random));
      }
      line.append(' ');
      for (int fields = random.nextInt(3); fields >= 0; fields--) {
        line.append(word(random)).append('=');
        line.append(random.nextInt(6) == 0 ? "\"a\\\"b\n,c\"" : number(random));
        line.append(fields > 0 ? "," : "");
      }
      all.add(line.append(random.nextBoolean() ? " 1764040211000000000" : "").toString());
    }
    return all;
  }

  private static String table(Random random) {
    char separator = ",;\t".charAt(random.nextInt(3));
    boolean wide = random.nextBoolean();
    StringBuilder table = new StringBuilder(wide ? "time,a,b\n" : "id,time,value,unit\n");
    for (int i = random.nextInt(6); i >= 0; i--) {
      table.append(wide ? "5," + number(random) + "," : "\"" + word(random) + "\",5,");
      table.append(number(random)).append(wide ? "\n" : ",\"x\ny\"\r\n");
    }
    return table.toString().replace(',', separator);
  }

  private static String word(Random random) {
    return random.nextInt(20) == 0 ? "wörd" : "s" + random.nextInt(50);
  }

  private static String number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt(100));
      case 1 -> Double.toString(random.nextGaussian());
      case 2 -> random.nextInt(100) + "." + random.nextInt(1_000_000_000);
      default -> Double.toString(random.nextDouble() * 1e30);
    };
  }
}
