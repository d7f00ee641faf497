package io.github.sensoringest.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/** A sensor of a source, by the names that the database has for them. */
record SeriesKey(String source, String sensor) implements Comparable<SeriesKey> {
  /** An index of PostgreSQL takes no more than 2,704 bytes, for both names together. */
  static final int LONGEST_NAME = 300;

  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparing(SeriesKey::sensor).thenComparing(SeriesKey::source);
  private static final int DIGEST_BYTES = 16;

  SeriesKey {
    source = stored(source);
    sensor = stored(sensor);
  }

  /**
   * Returns the name as both databases can hold it: without NUL, which PostgreSQL refuses in any
   * text; and one that is too long with its beginning and its digest, so that two stay two.
   */
  static String stored(String name) {
    if (name.length() > LONGEST_NAME) {
      String digest = digest(name);
      return stored(name.substring(0, LONGEST_NAME - digest.length() - 1)) + "#" + digest;
    }
    return storedText(name);
  }

  /** Returns text of any length as both databases can hold it. */
  static String storedText(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static String digest(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }
}
