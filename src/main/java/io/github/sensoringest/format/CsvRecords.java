package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Comma-separated values (RFC 4180) with a header. A column {@code value} makes each row a reading;
 * without one, each column that is no timestamp, id or unit is a sensor of its own.
 */
final class CsvRecords implements Records {
  private static final CsvFactory CSV =
      CsvFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(64 * 1024 * 1024).build())
          .build();

  private static final List<List<String>> ALIASES =
      List.of(
          List.of("sensorid", "sensor_id", "id", "sensor"),
          List.of("timestamp", "time"),
          List.of("value"),
          List.of("unit"));

  private static final int MOST_COLUMNS = 10_000;

  private final PayloadBuffer buffer;
  private final Plan plan;
  private final Timestamps timestamps;
  private final int maxRecord;
  private final boolean defaultTemplate;
  private final Row row = new Row();
  private CsvParser csv;

  /** Where the row begins and the next one does. */
  private int begin;

  private int next;
  private long line = 1;
  private int linesWithin;

  private char separator;
  private String[] header;
  private int idColumn;
  private int timeColumn;
  private int valueColumn;
  private int unitColumn;
  private int[] sensorColumns;
  private boolean ended;

  // The row that is being given out.
  private String[] cells = new String[16];
  private int given;
  private int wanted;
  private long epochNanos;
  private String refusedWhy;
  private int[] refused;
  private int refusedCount;
  private char[] chars = new char[64];

  CsvRecords(PayloadBuffer buffer, Plan plan, boolean defaultTemplate) {
    this.buffer = buffer;
    this.plan = plan;
    this.timestamps = plan.timestamps(Timestamps.AUTO);
    this.maxRecord = plan.options().maxRecord();
    this.next = buffer.begin();
    this.defaultTemplate = defaultTemplate;
  }

  /**
   * The row that the parser is at, as characters. Before it can say that a row is over, the parser
   * wants to see the beginning of the next one; so that this need not be there, each row begins
   * with one more cell, which is empty.
   */
  private final class Row extends Reader {
    private char[] wide;
    private int at;
    private int end;
    private boolean beginning;
    private boolean newline;
    private boolean over;

    /** Gives the parser a row; to a new one also the beginning. */
    void begin(int from, int to, boolean isNew) {
      wide = null;
      at = from;
      end = to;
      beginning = isNew;
      newline = buffer.bytes()[to - 1] == '\n';
      over = false;
    }

    @Override
    public int read(char[] into, int from, int size) {
      if (beginning) {
        beginning = false;
        into[from] = separator;
        return 1;
      }
      if (at == end) {
        if (over) {
          return -1;
        }
        // First the end of this row, if it has none, and then the beginning of the next.
        into[from] = newline ? separator : '\n';
        over = newline;
        newline = true;
        return 1;
      }
      int count = Math.min(size, end - at);
      if (wide == null) {
        byte[] bytes = buffer.bytes();
        for (int i = 0; i < count; i++) {
          byte b = bytes[at + i];
          if (b < 0) {
            at += i;
            decodeRest();
            return i > 0 ? i : read(into, from, size);
          }
          into[from + i] = (char) b;
        }
      } else {
        System.arraycopy(wide, at, into, from, count);
      }
      at += count;
      return count;
    }

    /** A character of several bytes comes: all that is left is decoded at once. */
    private void decodeRest() {
      wide = new String(buffer.bytes(), at, end - at, StandardCharsets.UTF_8).toCharArray();
      at = 0;
      end = wide.length;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  @Override
  public Object next() throws IOException {
    while (true) {
      while (given < wanted) {
        Object reading = cell(given++);
        if (reading != null) {
          return reading;
        }
      }
      if (refusedWhy != null) {
        return refusedCells();
      }
      if (ended) {
        return null;
      }
      Object malformed = header == null ? header() : row();
      if (malformed != null) {
        return malformed;
      }
    }
  }

  /** Goes to the next row; returns null if there is one, or what is wrong with it. */
  private Malformed frame() throws IOException {
    begin = next;
    line += linesWithin;
    linesWithin = 0;
    wanted = 0;
    given = 0;
    boolean blank = true;
    boolean atField = true;
    boolean quoted = false;
    int at = begin;
    while (true) {
      if (at == buffer.end()) {
        if (at - begin > maxRecord) {
          return tooLong();
        }
        int moved = buffer.fill(begin);
        if (moved < 0) {
          if (blank) {
            ended = true;
            next = at;
            return null;
          }
          if (quoted) {
            return noEnd();
          }
          next = at;
          return null;
        }
        at -= moved;
        begin -= moved;
        continue;
      }
      byte b = buffer.bytes()[at++];
      if (quoted) {
        if (b == '"') {
          quoted = false;
          // Another one right behind it is a quote within the text.
          atField = true;
          continue;
        }
        if (b == '\n') {
          linesWithin++;
        }
        continue;
      }
      if (b == '\n') {
        linesWithin++;
        if (blank) {
          begin = at;
          line += linesWithin;
          linesWithin = 0;
          atField = true;
          continue;
        }
        next = at;
        return at - begin > maxRecord ? tooLong() : null;
      }
      if (b == '"' && atField) {
        quoted = true;
        blank = false;
        continue;
      }
      blank = blank && (b == '\r' || b == ' ');
      atField = header == null ? b == ',' || b == ';' || b == '\t' : b == separator;
    }
  }

  private Malformed tooLong() throws IOException {
    Malformed refused =
        refuseLine(
            "this row is longer than maxRecord ("
                + maxRecord
                + " bytes): write shorter ones, or raise maxRecord");
    return new Malformed(refused.position(), refused.problem(), refused.text(), true);
  }

  private Malformed noEnd() throws IOException {
    return refuseLine("a text in quotes has no end: write \" behind it, and \"\" for one within");
  }

  /** Refuses the row up to the end of its first line. */
  private Malformed refuseLine(String problem) throws IOException {
    int end = begin;
    while (end < buffer.end() && buffer.bytes()[end] != '\n') {
      end++;
    }
    String text =
        new String(
            buffer.bytes(),
            begin,
            Math.min(end - begin, 4 * Texts.LONGEST),
            StandardCharsets.UTF_8);
    String why =
        buffer.isCutOff() && end == buffer.end()
            ? problem + "; the payload was cut off at maxPayload"
            : problem;
    Malformed refused =
        Texts.malformed("line " + line, why, headerLine() + text.strip(), headerLine().isEmpty());
    linesWithin = 1;
    skipLine(end);
    if (header == null) {
      ended = true;
    }
    return refused;
  }

  private String headerLine() {
    return header == null ? "" : joined(header, all()) + "\n";
  }

  private int[] all() {
    int[] columns = new int[header.length];
    Arrays.setAll(columns, i -> i);
    return columns;
  }

  private void skipLine(int from) throws IOException {
    int at = from;
    while (true) {
      if (at == buffer.end()) {
        int moved = buffer.fill(at);
        if (moved < 0) {
          next = at;
          return;
        }
        at -= moved;
      } else if (buffer.bytes()[at++] == '\n') {
        next = at;
        return;
      }
    }
  }

  private Malformed header() throws IOException {
    Malformed malformed = frame();
    if (malformed != null || ended) {
      return malformed;
    }
    separator = separator();
    int count;
    try {
      count = parse();
    } catch (JacksonException e) {
      Malformed refused = refuseLine("this is no header (" + message(e) + ")");
      ended = true;
      return refused;
    }
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = cells[i].strip();
    }
    idColumn = column(names, 0);
    timeColumn = column(names, 1);
    valueColumn = column(names, 2);
    unitColumn = column(names, 3);
    String problem = problemOf(names);
    if (problem != null) {
      ended = true;
      int to = Math.min(next, begin + 4 * Texts.LONGEST);
      return Texts.malformed(
          "line " + line,
          problem + "; nothing behind it was read",
          new String(buffer.bytes(), begin, to - begin, StandardCharsets.UTF_8).strip(),
          true);
    }
    header = names;
    sensorColumns =
        valueColumn >= 0
            ? new int[] {valueColumn}
            : Arrays.stream(all())
                .filter(i -> i != idColumn && i != timeColumn && i != unitColumn)
                .toArray();
    refused = new int[sensorColumns.length];
    return null;
  }

  private String problemOf(String[] names) {
    if (names.length > MOST_COLUMNS) {
      return "the header has more than " + MOST_COLUMNS + " columns: write fewer";
    }
    for (int i = 0; i < FieldNames.ALL.size(); i++) {
      String mapped = plan.options().names().get(FieldNames.ALL.get(i));
      if (mapped != null && column(names, i) < 0) {
        return "the header has no column "
            + Texts.shortened(mapped)
            + ": write it, or another one in names";
      }
    }
    if (valueColumn < 0 && (timeColumn < 0 || names.length < 2)) {
      return "the header has neither a column value nor a column timestamp: write a first line such"
          + " as sensorId,timestamp,value,unit, or say with names what the columns are called";
    }
    if (valueColumn >= 0 && idColumn < 0 && defaultTemplate) {
      return "the header has no column sensorId: write one, say with names what it is called, or"
          + " give the template sensorId";
    }
    return null;
  }

  private int column(String[] names, int field) {
    String mapped = plan.options().names().get(FieldNames.ALL.get(field));
    for (int i = 0; i < names.length; i++) {
      if (mapped != null
          ? names[i].equals(mapped)
          : ALIASES.get(field).contains(names[i].toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  /** The separator is what the header has most of outside of quotes. */
  private char separator() {
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean quoted = false;
    for (int i = begin; i < next; i++) {
      byte b = buffer.bytes()[i];
      if (b == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        commas += b == ',' ? 1 : 0;
        semicolons += b == ';' ? 1 : 0;
        tabs += b == '\t' ? 1 : 0;
      }
    }
    if (semicolons > commas && semicolons >= tabs) {
      return ';';
    }
    return tabs > commas ? '\t' : ',';
  }

  /** Reads the cells of the row, and returns how many there are. */
  private int parse() throws IOException {
    row.begin(begin, next, csv == null);
    if (csv == null) {
      csv = CSV.createParser(row);
      csv.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
      csv.nextToken();
    }
    int count = -1;
    try {
      JsonToken token = csv.nextToken();
      for (; token == JsonToken.VALUE_STRING; token = csv.nextToken()) {
        if (count >= 0) {
          if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
          }
          cells[count] = csv.getText();
        }
        count++;
      }
      if (token != JsonToken.END_ARRAY || csv.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("the CSV parser has lost its place");
      }
    } catch (JacksonException e) {
      csv = null;
      throw e;
    }
    return count;
  }

  private Malformed row() throws IOException {
    Malformed malformed = frame();
    if (malformed != null || ended) {
      return malformed;
    }
    int count;
    try {
      count = parse();
    } catch (JacksonException e) {
      return refuseLine("this is no row (" + message(e) + ")");
    }
    if (count != header.length) {
      return refuseLine(
          "this row has "
              + count
              + " cells and the header "
              + header.length
              + ": write as many as there are columns");
    }
    try {
      epochNanos = timeColumn < 0 ? EpochNanos.ofMillis(plan.clock().millis()) : time();
    } catch (IllegalArgumentException e) {
      return refuseLine(e.getMessage());
    }
    wanted = sensorColumns.length;
    return null;
  }

  private static String message(JacksonException e) {
    String text = e.getOriginalMessage();
    int end = text.indexOf('\n');
    return Texts.shortened(end < 0 ? text : text.substring(0, end));
  }

  private long time() {
    String text = cells[timeColumn].strip();
    if (text.isEmpty()) {
      return EpochNanos.ofMillis(plan.clock().millis());
    }
    int size = text.length();
    if (size > chars.length) {
      chars = new char[size];
    }
    text.getChars(0, size, chars, 0);
    if (separator != ',') {
      for (int i = 0; i < size; i++) {
        chars[i] = chars[i] == ',' ? '.' : chars[i];
      }
    }
    return timestamps.ofText(chars, 0, size);
  }

  private Object cell(int index) {
    int column = sensorColumns[index];
    String text = cells[column];
    boolean wide = valueColumn < 0;
    if (wide && text.isBlank()) {
      // The sensor has measured nothing then.
      return null;
    }
    try {
      String number = separator == ',' ? text : text.replace(',', '.');
      double value = Values.of(number);
      return new SensorReading(id(column, wide), epochNanos, value, unit());
    } catch (IllegalArgumentException e) {
      refused[refusedCount++] = column;
      String why = wide ? header[column] + ": " + e.getMessage() : e.getMessage();
      if (refusedWhy == null) {
        refusedWhy = why;
      } else if (refusedWhy.length() < 500) {
        refusedWhy += "; " + why;
      }
      return null;
    }
  }

  private String id(int column, boolean wide) {
    String key = wide ? header[column] : idColumn < 0 ? "" : cells[idColumn];
    String id = wide && idColumn >= 0 ? cells[idColumn] : null;
    int size = key.length() + (id == null ? 0 : id.length() + 1);
    if (size > chars.length) {
      chars = new char[size];
    }
    key.getChars(0, key.length(), chars, 0);
    if (id != null) {
      chars[key.length()] = 0;
      id.getChars(0, id.length(), chars, key.length() + 1);
    }
    String known = plan.ids().find(chars, 0, size);
    return known != null
        ? known
        : plan.ids().put(chars, 0, size, text -> made(wide ? header[column] : null));
  }

  private String made(String column) {
    String id = idColumn < 0 ? null : cells[idColumn].strip();
    if (id != null && id.isEmpty()) {
      throw new IllegalArgumentException("the sensor id is empty: write one");
    }
    if (defaultTemplate && column != null) {
      return id == null ? column : id + "." + column;
    }
    return plan.template()
        .fill(
            name ->
                switch (name) {
                  case SensorIdTemplate.ID -> id;
                  case SensorIdTemplate.COLUMN -> column;
                  default -> null;
                });
  }

  private String unit() {
    if (unitColumn < 0) {
      return plan.options().unit();
    }
    String unit = cells[unitColumn].strip();
    if (unit.isEmpty()) {
      return plan.options().unit();
    }
    if (unit.length() > chars.length) {
      chars = new char[unit.length()];
    }
    unit.getChars(0, unit.length(), chars, 0);
    return plan.units().of(chars, 0, unit.length());
  }

  /** What is wrong with cells of a row, as rows of their own with nothing else in them. */
  private Malformed refusedCells() {
    int[] columns = new int[header.length];
    int count = 0;
    for (int i = 0; i < header.length; i++) {
      int column = i;
      if (valueColumn >= 0
          || i == idColumn
          || i == timeColumn
          || i == unitColumn
          || Arrays.stream(refused, 0, refusedCount).anyMatch(it -> it == column)) {
        columns[count++] = i;
      }
    }
    int[] kept = Arrays.copyOf(columns, count);
    Malformed malformed =
        Texts.malformed(
            "line " + line, refusedWhy, joined(header, kept) + "\n" + joined(cells, kept), false);
    refusedWhy = null;
    refusedCount = 0;
    return malformed;
  }

  private String joined(String[] texts, int[] columns) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < columns.length && joined.length() <= Texts.LONGEST; i++) {
      if (i > 0) {
        joined.append(separator);
      }
      String text = texts[columns[i]];
      boolean quote =
          text.indexOf(separator) >= 0
              || text.indexOf('"') >= 0
              || text.indexOf('\n') >= 0
              || text.indexOf('\r') >= 0;
      if (quote) {
        joined.append('"').append(text.replace("\"", "\"\"")).append('"');
      } else {
        joined.append(text);
      }
    }
    return joined.toString();
  }

  @Override
  public long offset() {
    return buffer.offset(given < wanted || refusedWhy != null ? begin : next);
  }

  @Override
  public void close() throws IOException {
    buffer.close();
  }
}
