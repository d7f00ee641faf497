package io.github.sensoringest.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The sensors that series and their fields in the line protocol stand for, by their bytes, so that
 * each id is made once. Holds so many at most. Thread-safe as {@link TextCache} is.
 */
final class SeriesCache {
  private static final int FIRST_SLOTS = 64;
  private static final int MOST_SLOTS = 64 * 1024;
  private static final int LONGEST = 512;

  /**
   * A sensor.
   *
   * @param key the bytes of the series and of the field
   * @param series how many of these are the series
   */
  record Sensor(int hash, byte[] key, int series, String id, String unit) {}

  private final SensorIdTemplate template;
  private final String unitTag;
  private final String unit;
  private Sensor[] sensors = new Sensor[FIRST_SLOTS];
  private int put;

  /**
   * Creates one.
   *
   * @param unitTag the tag that is the unit, or null
   * @param unit the unit of what has no such tag
   */
  SeriesCache(SensorIdTemplate template, String unitTag, String unit) {
    this.template = template;
    this.unitTag = unitTag;
    this.unit = unit;
  }

  /**
   * Returns the sensor of a field.
   *
   * @param seriesHash a hash of the bytes from {@code begin} to {@code seriesEnd}
   * @throws IllegalArgumentException if its id cannot be made; the message is for the sender
   */
  Sensor of(byte[] bytes, int begin, int seriesEnd, int seriesHash, int key, int keyEnd) {
    int hash = seriesHash;
    for (int i = key; i < keyEnd; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash ^= hash >>> 16;
    Sensor[] all = sensors;
    Sensor known = all[hash & all.length - 1];
    if (known != null
        && known.hash == hash
        && Arrays.equals(known.key, 0, known.series, bytes, begin, seriesEnd)
        && Arrays.equals(known.key, known.series, known.key.length, bytes, key, keyEnd)) {
      return known;
    }
    return made(bytes, begin, seriesEnd, hash, key, keyEnd);
  }

  private Sensor made(byte[] bytes, int begin, int seriesEnd, int hash, int key, int keyEnd) {
    String series = new String(bytes, begin, seriesEnd - begin, StandardCharsets.UTF_8);
    String field = unescaped(new String(bytes, key, keyEnd - key, StandardCharsets.UTF_8));
    String id =
        template.fill(
            placeholder ->
                switch (placeholder) {
                  case SensorIdTemplate.SERIES -> unescaped(series);
                  case SensorIdTemplate.MEASUREMENT ->
                      unescaped(series.substring(0, end(series, 0, ',')));
                  case SensorIdTemplate.FIELD -> field;
                  default ->
                      placeholder.startsWith(SensorIdTemplate.TAG)
                          ? tag(series, placeholder.substring(SensorIdTemplate.TAG.length()))
                          : null;
                });
    if (id.length() > TextCache.LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "would have a sensor id of "
              + id.length()
              + " characters: give the template sensorId that makes one of at most "
              + TextCache.LONGEST_TEXT);
    }
    String tagged = unitTag == null ? null : tag(series, unitTag);
    int size = seriesEnd - begin + keyEnd - key;
    byte[] both = new byte[size];
    System.arraycopy(bytes, begin, both, 0, seriesEnd - begin);
    System.arraycopy(bytes, key, both, seriesEnd - begin, keyEnd - key);
    Sensor sensor = new Sensor(hash, both, seriesEnd - begin, id, tagged == null ? unit : tagged);
    if (size <= LONGEST) {
      Sensor[] all = roomy();
      all[hash & all.length - 1] = sensor;
    }
    return sensor;
  }

  /** Grows while sensors keep coming that are not here. */
  private Sensor[] roomy() {
    Sensor[] all = sensors;
    if (++put > all.length / 2 && all.length < MOST_SLOTS) {
      Sensor[] more = new Sensor[4 * all.length];
      for (Sensor sensor : all) {
        if (sensor != null) {
          more[sensor.hash & more.length - 1] = sensor;
        }
      }
      put = 0;
      sensors = more;
      return more;
    }
    return all;
  }

  /** Returns the value of the tag, or null. */
  private static String tag(String series, String name) {
    int at = end(series, 0, ',');
    while (at < series.length()) {
      int key = at + 1;
      int next = end(series, key, ',');
      int equals = end(series, key, '=');
      if (equals < next && unescaped(series.substring(key, equals)).equals(name)) {
        return unescaped(series.substring(equals + 1, next));
      }
      at = next;
    }
    return null;
  }

  /** Returns where the character is next that has no backslash before it, or the end. */
  private static int end(String text, int from, char wanted) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == wanted) {
        return i;
      }
      if (c == '\\') {
        i += i + 1 < text.length() && " ,=".indexOf(text.charAt(i + 1)) >= 0 ? 1 : 0;
      }
    }
    return text.length();
  }

  /** A backslash before a space, a comma or an equals sign goes away; others stay. */
  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && " ,=".indexOf(text.charAt(i + 1)) >= 0) {
        c = text.charAt(++i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
