package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;

/**
 * Records of SenML (RFC 8428), in JSON or CBOR, resolved as section 4 has it. A sum is a reading of
 * a sensor of its own, whose id has {@code .sum} behind it and whose unit {@code *s}.
 */
final class SenmlReader implements ObjectReader {
  /** Times below are relative to now (section 4.5.3). */
  private static final long RELATIVE_BELOW = (1L << 28) * 1_000_000_000L;

  /** The version of the RFC, and the one with its secondary units (RFC 9100). */
  private static final int VERSION = 10;

  private static final int WITH_SECONDARY_UNITS = 26;

  private final Plan plan;
  private final Timestamps timestamps = Timestamps.of("s", "s");

  // What records before have set.
  private String baseName = "";
  private long baseTime;
  private String baseUnit = "";
  private double baseValue;
  private double baseSum;
  private boolean summed;
  private long now = Long.MIN_VALUE;

  // What is known of the record so far.
  private String name;
  private String unit;
  private long time;
  private double value;
  private boolean valued;
  private double sum;
  private boolean ownSum;
  private boolean onlyBase;
  private String problem;

  private Object more;

  SenmlReader(Plan plan) {
    this.plan = plan;
  }

  @Override
  public Object read(JsonParser json) throws IOException {
    name = "";
    unit = null;
    time = 0;
    valued = false;
    ownSum = false;
    onlyBase = true;
    problem = null;
    for (String label = json.nextFieldName(); label != null; label = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      try {
        field(json, label, token);
      } catch (IllegalArgumentException e) {
        refuse(e.getMessage());
      }
      if (token.isStructStart()) {
        json.skipChildren();
      }
    }
    if (problem != null) {
      return new Problem(problem);
    }
    if (onlyBase) {
      return null;
    }
    try {
      return resolved();
    } catch (IllegalArgumentException e) {
      return new Problem(e.getMessage());
    }
  }

  private void refuse(String why) {
    if (problem == null) {
      problem = why;
    }
  }

  private void field(JsonParser json, String label, JsonToken token) throws IOException {
    switch (label) {
      case "bn", "-2" -> baseName = text(json, label, token);
      case "bt", "-3" -> baseTime = time(json, label, token);
      case "bu", "-4" -> baseUnit = text(json, label, token);
      case "bv", "-5" -> baseValue = number(json, label, token);
      case "bs", "-6" -> {
        baseSum = number(json, label, token);
        summed = true;
      }
      case "bver", "-1" -> version(number(json, label, token));
      case "n", "0" -> {
        name = text(json, label, token);
        onlyBase = false;
      }
      case "u", "1" -> {
        unit = text(json, label, token);
        onlyBase = false;
      }
      case "v", "2" -> {
        if (valued) {
          refuse("v is there twice: write it once");
        }
        value = number(json, label, token);
        valued = true;
        onlyBase = false;
      }
      case "s", "5" -> {
        sum = number(json, label, token);
        ownSum = true;
        onlyBase = false;
      }
      case "t", "6" -> {
        time = time(json, label, token);
        onlyBase = false;
      }
      case "vs", "3" -> refuse("its value is a text (vs), and only numbers (v) are taken");
      case "vb", "4" -> refuse("its value is true or false (vb), and only numbers (v) are taken");
      case "vd", "8" -> refuse("its value is data (vd), and only numbers (v) are taken");
      default -> {
        if (label.endsWith("_")) {
          refuse(
              "it has the field "
                  + Texts.shortened(label)
                  + ", which has to be understood (section 4.4), and it is not");
        }
        // Others, such as ut, say nothing about the value.
        onlyBase = onlyBase && label.startsWith("b");
      }
    }
  }

  private void version(double version) {
    if (version > VERSION && version != WITH_SECONDARY_UNITS) {
      throw new IllegalArgumentException(
          "bver is " + version + ": write a pack of version " + VERSION);
    }
  }

  private static String text(JsonParser json, String label, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException(
          label + " is " + ReadingReader.kindOf(token) + ": write a text");
    }
    if (json.getTextLength() > TextCache.LONGEST_TEXT) {
      throw new IllegalArgumentException(
          label + " is longer than " + TextCache.LONGEST_TEXT + " characters: write a shorter one");
    }
    return json.getText();
  }

  private static double number(JsonParser json, String label, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw new IllegalArgumentException(
          label + " is " + ReadingReader.kindOf(token) + ": write a number");
    }
    return json.getDoubleValue();
  }

  private long time(JsonParser json, String label, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN()) {
      throw new IllegalArgumentException(label + " is not a number: write a time in seconds");
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT && json.getTextCharacters() == null
        || token == JsonToken.VALUE_NUMBER_FLOAT && json.getCodec() == null && isBinary(json)) {
      return ofDouble(json.getDoubleValue());
    }
    number(json, label, token);
    int from = json.getTextOffset();
    return timestamps.ofNumber(json.getTextCharacters(), from, from + json.getTextLength());
  }

  private static boolean isBinary(JsonParser json) {
    return json.canReadTypeId() || json.getClass().getName().contains("CBOR");
  }

  /** A double says a moment of this century to a quarter of a microsecond; more would be noise. */
  static long ofDouble(double seconds) {
    if (Math.abs(seconds) >= 9.2e9) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return BigDecimal.valueOf(seconds).movePointRight(9).longValue();
  }

  private Object resolved() {
    String id = baseName.isEmpty() ? name : name.isEmpty() ? baseName : baseName + name;
    if (id.isEmpty()) {
      return new Problem("it has neither a name (n) nor a base name (bn): write one");
    }
    boolean hasSum = summed || ownSum;
    if (!valued && !ownSum) {
      return new Problem("it has no value (v): write one");
    }
    String sensorId = sensorId(id);
    long at = moment();
    String unitName = unit != null ? unit : !baseUnit.isEmpty() ? baseUnit : plan.options().unit();
    if (hasSum) {
      more =
          new SensorReading(
              sensorId + ".sum",
              at,
              baseSum + (ownSum ? sum : 0),
              unitName.isEmpty() ? "" : unitName + "*s");
    }
    return valued ? new SensorReading(sensorId, at, baseValue + value, unitName) : more();
  }

  private String sensorId(String id) {
    char[] text = id.toCharArray();
    String known = plan.ids().find(text, 0, text.length);
    return known != null
        ? known
        : plan.ids()
            .put(
                text,
                0,
                text.length,
                made -> plan.template().fill(it -> it.equals(SensorIdTemplate.ID) ? made : null));
  }

  private long moment() {
    long sumOfTimes = added(baseTime, time);
    if (sumOfTimes >= RELATIVE_BELOW) {
      return sumOfTimes;
    }
    if (now == Long.MIN_VALUE) {
      // The same for all of a pack, so that its records keep their distances.
      now = EpochNanos.of(plan.clock().instant());
    }
    return added(now, sumOfTimes);
  }

  private static long added(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return sum;
  }

  @Override
  public String example() {
    return "{\"n\": \"TEMP_01\", \"v\": 21.5}";
  }

  @Override
  public Object more() {
    Object next = more;
    more = null;
    return next;
  }

  /** The record with the base fields that hold for it before it. */
  @Override
  public String alone(String record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonRecords.JSON.createGenerator(text)) {
      out.writeStartArray();
      out.writeStartObject();
      out.writeStringField("bn", baseName);
      out.writeFieldName("bt");
      out.writeNumber(BigDecimal.valueOf(baseTime, 9).stripTrailingZeros().toPlainString());
      out.writeStringField("bu", baseUnit);
      out.writeNumberField("bv", baseValue);
      if (summed) {
        out.writeNumberField("bs", baseSum);
      }
      out.writeEndObject();
      out.writeRawValue(record);
      out.writeEndArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all that is written", e);
    }
    return text.toString();
  }
}
