package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** Tells the format of a payload by a look at its beginning. */
final class Sniffer {
  /** Enough for the first line or object of most payloads. */
  static final int LOOK = 8 * 1024;

  private static final Set<String> SENML_LABELS =
      Set.of("bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut");

  private Sniffer() {}

  /** Returns the format of what begins so; {@code VALUE} if it looks like nothing else. */
  static Format formatOf(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0 && bytes[at] <= ' ') {
      at++;
    }
    if (at == to) {
      return Format.VALUE;
    }
    int first = bytes[at] & 0xff;
    if (first >= 0x80 && first <= 0x9f || first == 0xd9 && isSelfDescribed(bytes, at, to)) {
      return Format.SENML_CBOR;
    }
    if (first == '{' || first == '[') {
      return isSenml(bytes, at, to) ? Format.SENML : Format.JSON;
    }
    return ofText(bytes, at, to);
  }

  /** CBOR may begin with the tag 55799, which stands for nothing but that it is CBOR. */
  private static boolean isSelfDescribed(byte[] bytes, int at, int to) {
    return at + 2 < to && bytes[at + 1] == (byte) 0xd9 && bytes[at + 2] == (byte) 0xf7;
  }

  private static boolean isSenml(byte[] bytes, int from, int to) {
    boolean senml = false;
    try (JsonParser json = JsonRecords.JSON.createParser(bytes, from, to - from)) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = json.nextToken();
      }
      if (token != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (name.equals(FieldNames.VALUE) || name.equals(FieldNames.SENSOR_ID)) {
          return false;
        }
        senml = senml || SENML_LABELS.contains(name);
        json.nextToken();
        json.skipChildren();
      }
    } catch (IOException e) {
      // It goes on behind what is looked at, or is broken.
    }
    return senml;
  }

  private static Format ofText(byte[] bytes, int from, int to) {
    int begin = from;
    while (begin < to && bytes[begin] == '#') {
      while (begin < to && bytes[begin] != '\n') {
        begin++;
      }
      begin = Math.min(to, begin + 1);
      if (begin == to) {
        return Format.LINE;
      }
    }
    int end = begin;
    boolean separated = false;
    while (end < to && bytes[end] != '\n') {
      byte b = bytes[end];
      if (b == '\\') {
        end++;
      } else if (b == ' ' && end > begin && hasField(bytes, end, to)) {
        return Format.LINE;
      }
      separated = separated || b == ',' || b == ';' || b == '\t';
      end++;
    }
    return separated && end < to || separated && !looksLikeNumber(bytes[begin])
        ? Format.CSV
        : Format.VALUE;
  }

  private static boolean looksLikeNumber(byte first) {
    return first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.';
  }

  /** Whether a name and an equals sign are behind the space. */
  private static boolean hasField(byte[] bytes, int space, int to) {
    for (int i = space + 1; i < to; i++) {
      byte b = bytes[i];
      if (b == '=') {
        return i > space + 1;
      }
      if (b == '\\') {
        i++;
      } else if (b == ' ' || b == ',' || b == '\n' || b == '"' || b == ';') {
        return false;
      }
    }
    return false;
  }
}
