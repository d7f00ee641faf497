package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.github.sensoringest.reading.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Objects in JSON or CBOR: one, an array of them, or one after the other. What is no JSON at all is
 * one malformed record up to the end of its line, and reading goes on with the next line; within an
 * array of several lines, and in CBOR, nobody can tell where it would go on, and it ends there.
 */
final class JsonRecords implements Records {
  /** More makes no sense for a reading, and costs stack and time. */
  static final int DEEPEST = 64;

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNumberLength(1_000)
          .maxStringLength(1024 * 1024)
          .maxNameLength(10_000)
          .build();

  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(BOUNDS)
          .build();

  static final JsonFactory CBOR =
      CBORFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(BOUNDS)
          .build();

  private final PayloadBuffer buffer;
  private final ObjectReader reader;
  private final JsonFactory factory;
  private final int maxRecord;

  /**
   * A record that has no end goes on until the lines behind it make no sense, which are then read
   * once more by themselves. So more is kept than a record may have.
   */
  private final long mostKept;

  private JsonParser json;

  /** Where in the payload the parser began. */
  private long parserBegin;

  /** Up to where the parser was given the payload, as a position in the buffer. */
  private int fed;

  private boolean ended;

  private boolean inArray;
  private long arrayBegin;
  private boolean inRecord;
  private long recordBegin;

  /** Behind the last record that was read to its end. */
  private long recordEnd;

  private long records;

  JsonRecords(PayloadBuffer buffer, ObjectReader reader, JsonFactory factory, int maxRecord)
      throws IOException {
    this.buffer = buffer;
    this.reader = reader;
    this.factory = factory;
    this.maxRecord = maxRecord;
    this.mostKept = 4L * maxRecord + 64 * 1024;
    begin(buffer.begin());
  }

  private void begin(int position) throws IOException {
    if (json != null) {
      json.close();
    }
    parserBegin = buffer.offset(position);
    recordEnd = parserBegin;
    fed = position;
    inArray = false;
    inRecord = false;
    if (buffer.isWhole()) {
      json = factory.createParser(buffer.bytes(), position, buffer.end() - position);
    } else {
      json = factory.createParser(new Feed());
    }
  }

  /** Gives the parser what is in the buffer, and fills that. */
  private final class Feed extends InputStream {
    @Override
    public int read() {
      throw new UnsupportedOperationException("the parser reads arrays");
    }

    @Override
    public int read(byte[] into, int from, int size) throws IOException {
      while (fed == buffer.end()) {
        int moved = buffer.fill(keep());
        if (moved < 0) {
          return -1;
        }
        fed -= moved;
      }
      int count = Math.min(size, buffer.end() - fed);
      System.arraycopy(buffer.bytes(), fed, into, from, count);
      fed += count;
      return count;
    }

    /** A record is kept until it is read; of one that is much too large, nothing is. */
    private int keep() {
      int begin = buffer.position(inRecord ? recordBegin : recordEnd);
      return begin < 0 || fed - begin > mostKept ? fed : begin;
    }
  }

  @Override
  public Object next() throws IOException {
    while (true) {
      Object more = reader.more();
      if (more != null) {
        return more;
      }
      if (ended) {
        return null;
      }
      Object record;
      try {
        record = read();
      } catch (JacksonException e) {
        record = broken(e);
      }
      if (record != null) {
        return record;
      }
    }
  }

  private Object read() throws IOException {
    JsonToken token = json.nextToken();
    if (token == null) {
      ended = true;
      recordEnd = buffer.offset(buffer.end());
      return null;
    }
    recordBegin = parserBegin + json.currentTokenLocation().getByteOffset();
    if (token == JsonToken.END_ARRAY) {
      inArray = false;
      recordEnd = recordBegin + 1;
      return null;
    }
    if (token == JsonToken.START_ARRAY && !inArray) {
      inArray = true;
      arrayBegin = recordBegin;
      recordEnd = recordBegin + 1;
      return null;
    }
    records++;
    if (token != JsonToken.START_OBJECT) {
      return noObject(token);
    }
    inRecord = true;
    Object record = reader.read(json);
    inRecord = false;
    recordEnd = end();
    if (recordEnd - recordBegin > maxRecord) {
      while (reader.more() != null) {
        // Nothing of it is taken.
      }
      return malformed(
          "this record has "
              + (recordEnd - recordBegin)
              + " bytes, more than maxRecord ("
              + maxRecord
              + "): write smaller ones, or raise maxRecord");
    }
    return record instanceof Problem problem ? malformed(problem.text()) : record;
  }

  private long end() {
    JsonLocation location = json.currentLocation();
    return parserBegin + location.getByteOffset();
  }

  private Object noObject(JsonToken token) throws IOException {
    inRecord = true;
    json.skipChildren();
    json.finishToken();
    inRecord = false;
    recordEnd = end();
    String problem =
        "this is "
            + ReadingReader.kindOf(token)
            + " and no object: write such as "
            + reader.example();
    if (inArray || factory == CBOR) {
      return malformed(problem);
    }
    return upToNextLine(recordBegin, problem);
  }

  private Malformed malformed(String problem) throws IOException {
    int from = buffer.position(recordBegin);
    int to = buffer.position(recordEnd);
    return from < 0
        ? new Malformed(position(), problem, "", true)
        : malformed(problem, from, Math.max(from, Math.min(to, buffer.end())));
  }

  private Malformed malformed(String problem, int from, int to) {
    if (factory == CBOR) {
      return ofCbor(problem, from, to);
    }
    Malformed raw = Texts.malformed(position(), problem, buffer.bytes(), from, to);
    return raw.cut()
        ? raw
        : Texts.malformed(raw.position(), problem, reader.alone(raw.text()), false);
  }

  /** Says in JSON what a record in CBOR is, since a text cannot hold that. */
  private Malformed ofCbor(String problem, int from, int to) {
    if (to - from <= Texts.LONGEST) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try (JsonParser cbor = CBOR.createParser(buffer.bytes(), from, to - from);
          var out = JSON.createGenerator(text, JsonEncoding.UTF8)) {
        cbor.nextToken();
        out.copyCurrentStructure(cbor);
        out.flush();
        String record = text.toString(StandardCharsets.UTF_8);
        return Texts.malformed(position(), problem, reader.alone(record), false);
      } catch (IOException | RuntimeException e) {
        // It is no whole record.
      }
    }
    int end = Math.min(to, from + Texts.LONGEST / 2);
    String hex = HexFormat.of().formatHex(buffer.bytes(), from, Math.max(from, end));
    return Texts.malformed(position(), problem, hex, true);
  }

  private String position() {
    return "record " + records + ", byte " + recordBegin;
  }

  /** What came is no JSON. Finds where it may go on. */
  private Object broken(JacksonException e) throws IOException {
    if (!inRecord) {
      records++;
      recordBegin = skipBlanks(recordEnd);
    }
    String problem =
        (e instanceof JsonEOFException && factory != CBOR
                ? "this record has no end"
                : "this is no " + (factory == CBOR ? "CBOR" : "JSON"))
            + " ("
            + Texts.shortened(firstLine(e.getOriginalMessage()))
            + ")";
    if (buffer.isCutOff()) {
      problem += ", or the payload was cut off at maxPayload";
    }
    if (factory != CBOR && (!inArray || isOneLine(arrayBegin, recordBegin))) {
      return upToNextLine(recordBegin, problem);
    }
    ended = true;
    int from = buffer.position(recordBegin);
    return from < 0
        ? new Malformed(position(), problem + ", and nothing behind it was read", "", true)
        : cut(malformed(problem + ", and nothing behind it was read", from, buffer.end()));
  }

  private static Malformed cut(Malformed all) {
    return new Malformed(all.position(), all.problem(), all.text(), true);
  }

  private static String firstLine(String text) {
    // Where it is follows, as the parser counts it.
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    int start = line.indexOf(" (start ");
    return start < 0 ? line : line.substring(0, start);
  }

  private long skipBlanks(long offset) {
    int position = buffer.position(offset);
    if (position < 0) {
      return offset;
    }
    while (position < buffer.end()
        && buffer.bytes()[position] <= ' '
        && buffer.bytes()[position] >= 0) {
      position++;
    }
    return buffer.offset(position);
  }

  /** Whether the array that begins and breaks there is written on a line of its own. */
  private boolean isOneLine(long arrayBegins, long breaks) {
    int begin = buffer.position(arrayBegins);
    if (begin < 0) {
      return false;
    }
    int at = begin;
    byte last = 0;
    for (; at < buffer.end() && buffer.bytes()[at] != '\n'; at++) {
      if (buffer.bytes()[at] > ' ') {
        last = buffer.bytes()[at];
      }
    }
    return last == ']' && at < buffer.end() && at > buffer.position(breaks);
  }

  /** Refuses all from the offset to the end of its line, and begins anew behind that. */
  private Malformed upToNextLine(long from, String problem) throws IOException {
    int begin = buffer.position(from);
    boolean isHere = begin >= 0;
    int at = isHere ? begin : Math.min(fed, buffer.end());
    boolean lineEnd = false;
    while (true) {
      if (at == buffer.end()) {
        int keep = isHere && at - begin <= mostKept ? begin : at;
        isHere = isHere && keep == begin;
        int moved = buffer.fill(keep);
        if (moved < 0) {
          break;
        }
        at -= moved;
        begin -= moved;
      } else {
        byte b = buffer.bytes()[at];
        if (lineEnd && !continues(b)) {
          break;
        }
        lineEnd = b == '\n' || lineEnd && (b == '\r' || b == '\n');
        at++;
      }
    }
    Malformed refused =
        isHere ? malformed(problem, begin, at) : new Malformed(position(), problem, "", true);
    begin(at);
    return refused;
  }

  /** Whether a line that begins so is the rest of something of several lines. */
  private static boolean continues(byte first) {
    return first == ' '
        || first == '\t'
        || first == '"'
        || first == '}'
        || first == ']'
        || first == '\r'
        || first == '\n';
  }

  @Override
  public long offset() {
    return inRecord ? recordBegin : recordEnd;
  }

  @Override
  public void close() throws IOException {
    json.close();
    buffer.close();
  }
}
