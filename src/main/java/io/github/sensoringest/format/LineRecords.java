package io.github.sensoringest.format;

import com.fasterxml.jackson.core.io.NumberInput;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The line protocol of InfluxDB: {@code measurement,tag=a field=1,other=2i 1764040211000000000}.
 * Each numeric field is a reading of a sensor of its own; those of a line that are none are one
 * malformed record.
 */
final class LineRecords implements Records {
  private static final double[] TENS = new double[23];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private final PayloadBuffer buffer;
  private final Plan plan;
  private final Timestamps timestamps;
  private final SeriesCache series;
  private final int maxRecord;

  private byte[] bytes;

  /** Where the line begins, and where the next one does. */
  private int begin;

  private int next;
  private long line;
  private int linesWithin;

  /** Whether this is the last line and has no end, so that it was copied to be given one. */
  private boolean last;

  private long lastBegin;

  // The line that is being given out.
  private int seriesEnd;
  private int seriesHash;
  private int[] fields = new int[3 * 16];
  private int fieldCount;
  private int given;
  private long epochNanos;
  private int timeBegin;
  private int timeEnd;
  private ByteArrayOutputStream refusedFields;
  private String refusedWhy;

  LineRecords(PayloadBuffer buffer, Plan plan, SeriesCache series) {
    this.buffer = buffer;
    this.plan = plan;
    this.series = series;
    this.timestamps = plan.timestamps("ns");
    this.maxRecord = plan.options().maxRecord();
    this.next = buffer.begin();
    this.bytes = buffer.bytes();
  }

  @Override
  public Object next() throws IOException {
    while (true) {
      while (given < fieldCount) {
        Object reading = field(given++);
        if (reading != null) {
          return reading;
        }
      }
      if (refusedWhy != null) {
        return refusedFields();
      }
      begin = next;
      fieldCount = 0;
      given = 0;
      line += linesWithin;
      linesWithin = 0;
      if (last || !isAtLine()) {
        return null;
      }
      Malformed malformed = line();
      if (malformed != null) {
        return malformed;
      }
    }
  }

  /** Goes to the next line that has something in it, and no comment. */
  private boolean isAtLine() throws IOException {
    line++;
    while (true) {
      if (begin == buffer.end()) {
        if (!fill()) {
          next = begin;
          return false;
        }
        continue;
      }
      byte b = bytes[begin];
      if (b == '\n') {
        line++;
        begin++;
      } else if (b == '\r' || b == ' ' || b == '\t') {
        begin++;
      } else if (b == '#') {
        skipLine(begin);
        begin = next;
        line++;
      } else {
        return true;
      }
    }
  }

  private boolean fill() throws IOException {
    int moved = buffer.fill(begin);
    bytes = buffer.bytes();
    if (moved < 0) {
      return false;
    }
    begin -= moved;
    return true;
  }

  /** Sets where the line behind the position ends; what it holds does not matter. */
  private void skipLine(int from) throws IOException {
    int at = from;
    while (true) {
      if (at == buffer.end()) {
        int moved = buffer.fill(at);
        bytes = buffer.bytes();
        if (moved < 0) {
          next = at;
          return;
        }
        at -= moved;
      } else if (bytes[at++] == '\n') {
        next = at;
        return;
      }
    }
  }

  /** Reads a line as far as all of it is there. */
  private Malformed line() throws IOException {
    while (true) {
      String problem = scan(buffer.end());
      if (problem == null) {
        return next - begin > maxRecord ? tooLong() : null;
      }
      if (problem != MORE) {
        return broken(problem);
      }
      if (buffer.end() - begin > maxRecord) {
        return tooLong();
      }
      if (!fill()) {
        // The last line of all needs no end.
        problem = scanLast();
        return problem == null ? null : broken(problem);
      }
    }
  }

  private Malformed tooLong() throws IOException {
    int end = firstLineEnd();
    Malformed refused =
        Texts.malformed(
            position(),
            "this line is longer than maxRecord ("
                + maxRecord
                + " bytes): write shorter ones, or raise maxRecord",
            new String(bytes, begin, Math.min(Texts.LONGEST, end - begin), StandardCharsets.UTF_8),
            true);
    skipLine(end);
    fieldCount = 0;
    linesWithin = 0;
    return refused;
  }

  /** Returns where the first newline of the record is, or where what is here of it ends. */
  private int firstLineEnd() throws IOException {
    int at = begin;
    while (true) {
      while (at < buffer.end() && bytes[at] != '\n') {
        at++;
      }
      if (at < buffer.end() || at - begin > maxRecord) {
        return at;
      }
      int before = begin;
      if (!fill()) {
        return at - (before - begin);
      }
      at -= before - begin;
    }
  }

  private Malformed broken(String problem) throws IOException {
    fieldCount = 0;
    linesWithin = 0;
    int end = firstLineEnd();
    String why =
        buffer.isCutOff() && end == buffer.end()
            ? problem + ", or the payload was cut off at maxPayload"
            : problem;
    Malformed refused = Texts.malformed(position(), why, bytes, begin, end);
    skipLine(end);
    return refused;
  }

  private String position() {
    return "line " + line;
  }

  /** Says that the line may go on behind what is here; compared by identity. */
  private static final String MORE = new String("more");

  private String scanLast() {
    // With a newline behind it, as if there were one.
    int end = buffer.end();
    byte[] padded = Arrays.copyOfRange(bytes, begin, end + 1);
    padded[end - begin] = '\n';
    byte[] original = bytes;
    int originalBegin = begin;
    bytes = padded;
    begin = 0;
    String problem = scan(padded.length);
    if (problem == null) {
      last = true;
      lastBegin = buffer.offset(originalBegin);
      return null;
    }
    bytes = original;
    begin = originalBegin;
    return problem == MORE ? "a text in quotes has no end: write \" behind it" : problem;
  }

  /**
   * Finds the parts of the line.
   *
   * @return null if it has all, {@link #MORE} if it is not all here, or what is wrong
   */
  private String scan(int end) {
    byte[] b = bytes;
    int at = begin;
    int hash = 0;
    linesWithin = 0;
    // The measurement and the tags: up to a space that is not escaped.
    while (true) {
      if (at == end) {
        return MORE;
      }
      byte c = b[at];
      if (c == ' ') {
        break;
      }
      if (c == '\n') {
        return "it has no fields: write such as weather,site=a temperature=21.5";
      }
      if (c == '\\' && at + 1 < end && isSpecial(b[at + 1])) {
        hash = 31 * hash + c;
        at++;
        c = b[at];
      }
      hash = 31 * hash + c;
      at++;
    }
    if (at == begin || b[begin] == ',') {
      return "it has no measurement: write one before the first comma";
    }
    seriesEnd = at;
    seriesHash = hash;
    while (at < end && b[at] == ' ') {
      at++;
    }
    fieldCount = 0;
    while (true) {
      // The name of a field.
      int key = at;
      while (true) {
        if (at == end) {
          return MORE;
        }
        byte c = b[at];
        if (c == '=') {
          break;
        }
        if (c == '\\' && at + 1 < end && isSpecial(b[at + 1])) {
          at++;
        } else if (c == '\n' || c == ' ' || c == ',') {
          return at == key && (c == '\n')
              ? "it has no fields: write such as temperature=21.5 behind the space"
              : "the field " + text(key, at) + " has no value: write = and a number behind it";
        }
        at++;
      }
      if (at == key) {
        return "a field has no name: write one before =";
      }
      int equals = at++;
      // Its value.
      if (at == end) {
        return MORE;
      }
      if (b[at] == '"') {
        at++;
        while (true) {
          if (at == end) {
            return MORE;
          }
          byte c = b[at];
          if (c == '\\' && at + 1 < end && (b[at + 1] == '"' || b[at + 1] == '\\')) {
            at++;
          } else if (c == '"') {
            break;
          } else if (c == '\n') {
            linesWithin++;
          }
          at++;
        }
        at++;
      } else {
        while (true) {
          if (at == end) {
            return MORE;
          }
          byte c = b[at];
          if (c == ',' || c == ' ' || c == '\n' || c == '\r') {
            break;
          }
          at++;
        }
      }
      add(key, equals, at);
      if (at == end) {
        return MORE;
      }
      byte c = b[at];
      if (c == ',') {
        at++;
        continue;
      }
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        break;
      }
      return "behind the value of "
          + text(key, equals)
          + " comes "
          + text(at, at + 1)
          + ": write a comma or a space";
    }
    while (at < end && (b[at] == ' ' || b[at] == '\t')) {
      at++;
    }
    timeBegin = at;
    while (at < end && b[at] > ' ') {
      at++;
    }
    timeEnd = at;
    while (at < end && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r')) {
      at++;
    }
    if (at == end) {
      return MORE;
    }
    if (b[at] != '\n') {
      return "behind the time comes "
          + text(at, at + 1)
          + ": write the next line on a line of its own";
    }
    if (timeEnd > timeBegin) {
      int from = b[timeBegin] == '-' ? timeBegin + 1 : timeBegin;
      if (timeEnd - from > 19 || timeEnd == from) {
        return noTime();
      }
      long number = 0;
      for (int i = from; i < timeEnd; i++) {
        int digit = b[i] - '0';
        if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
          return noTime();
        }
        number = number * 10 + digit;
      }
      epochNanos = timestamps.ofWhole(from == timeBegin ? number : -number);
    } else {
      epochNanos = EpochNanos.ofMillis(plan.clock().millis());
    }
    next = at + 1;
    return null;
  }

  private String noTime() {
    return "the time is '" + text(timeBegin, timeEnd) + "': write a whole number";
  }

  private static boolean isSpecial(byte b) {
    return b == ' ' || b == ',' || b == '=';
  }

  private void add(int key, int equals, int end) {
    if (3 * fieldCount == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
    fields[3 * fieldCount] = key;
    fields[3 * fieldCount + 1] = equals;
    fields[3 * fieldCount + 2] = end;
    fieldCount++;
  }

  private String text(int from, int to) {
    int end = from;
    int most = Math.min(Math.min(to, bytes.length), from + 200);
    while (end < most && bytes[end] != '\n') {
      end++;
    }
    return Texts.shortened(new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }

  private Object field(int index) {
    int key = fields[3 * index];
    int equals = fields[3 * index + 1];
    int end = fields[3 * index + 2];
    double value = number(equals + 1, end);
    String problem = null;
    if (Double.isNaN(value) && notANumber) {
      problem = kind(equals + 1, end);
    } else {
      try {
        SeriesCache.Sensor sensor = series.of(bytes, begin, seriesEnd, seriesHash, key, equals);
        return new SensorReading(sensor.id(), epochNanos, value, sensor.unit());
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
    }
    refuse(index, text(key, equals) + " " + problem);
    return null;
  }

  private void refuse(int index, String problem) {
    int key = fields[3 * index];
    int end = fields[3 * index + 2];
    if (refusedWhy == null) {
      refusedWhy = problem;
      refusedFields = new ByteArrayOutputStream();
      refusedFields.write(bytes, begin, seriesEnd - begin);
      refusedFields.write(' ');
    } else {
      refusedFields.write(',');
      if (refusedWhy.length() < 500) {
        refusedWhy += "; " + problem;
      }
    }
    refusedFields.write(bytes, key, end - key);
  }

  private Malformed refusedFields() {
    if (timeEnd > timeBegin) {
      refusedFields.write(' ');
      refusedFields.write(bytes, timeBegin, timeEnd - timeBegin);
    }
    byte[] text = refusedFields.toByteArray();
    Malformed refused = Texts.malformed(position(), refusedWhy, text, 0, text.length);
    refusedWhy = null;
    refusedFields = null;
    return refused;
  }

  private String kind(int from, int to) {
    if (from < to && bytes[from] == '"') {
      return "is a text, and only numbers are taken";
    }
    String text = text(from, to);
    return switch (text) {
      case "t", "T", "true", "True", "TRUE", "f", "F", "false", "False", "FALSE" ->
          "is true or false, and only numbers are taken";
      default -> "is '" + text + "': write a number such as 21.5 or 21i";
    };
  }

  private boolean notANumber;

  /** Returns the value of a field; NaN and {@code notANumber} if it has no numeric one. */
  private double number(int from, int to) {
    notANumber = false;
    int end = to;
    boolean whole = false;
    if (to - from > 1 && (bytes[to - 1] == 'i' || bytes[to - 1] == 'u')) {
      whole = true;
      end--;
    }
    int at = from;
    boolean negative = false;
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      negative = bytes[at] == '-';
      at++;
      if (negative && bytes[to - 1] == 'u') {
        notANumber = true;
        return Double.NaN;
      }
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    int first = at;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        if (count < 18) {
          digits = digits * 10 + digit;
        }
        count++;
      } else if (bytes[at] == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    if (count == 0 || whole && (at < end || point >= 0)) {
      return text(from, end, whole);
    }
    int exponent = point < 0 ? 0 : point + 1 - at;
    if (at == end && count <= 15 && exponent >= -22) {
      double value = exponent == 0 ? digits : digits / TENS[-exponent];
      return negative ? -value : value;
    }
    if (whole && first < end && count <= 18) {
      return negative ? -digits : digits;
    }
    return text(from, end, whole);
  }

  private double text(int from, int to, boolean whole) {
    if (to - from <= 1_000) {
      boolean numeric = to > from;
      for (int i = from; i < to && numeric; i++) {
        byte b = bytes[i];
        numeric =
            b >= '0' && b <= '9'
                || (b == '-' || b == '+') && (i == from || !whole)
                || !whole && (b == '.' || b == 'e' || b == 'E');
      }
      if (numeric) {
        try {
          return NumberInput.parseDouble(
              new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), true);
        } catch (NumberFormatException e) {
          // It is none.
        }
      } else if (!whole) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (text.equalsIgnoreCase("nan")) {
          return Double.NaN;
        }
        if (text.matches("[-+]?(?i:inf(inity)?)")) {
          return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
      }
    }
    notANumber = true;
    return Double.NaN;
  }

  @Override
  public long offset() {
    if (given < fieldCount || refusedWhy != null) {
      return last ? lastBegin : buffer.offset(begin);
    }
    return buffer.offset(last ? buffer.end() : next);
  }

  @Override
  public void close() throws IOException {
    buffer.close();
  }
}
