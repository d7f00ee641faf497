package io.github.sensoringest.format;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** What the parameter {@code charset} of a content type says (RFC 9110, section 8.3.2). */
public final class PayloadCharset {
  private static final String NAME = "charset=";

  private PayloadCharset() {}

  /**
   * Returns the charset; UTF-8 if the content type is null or names none.
   *
   * @throws IllegalArgumentException if Java does not know it; the message says what to send
   */
  public static Charset of(String contentType) {
    String name = name(contentType);
    if (name.isEmpty()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "the charset '" + Texts.shortened(name) + "' is unknown: send UTF-8 or iso-8859-1", e);
    }
  }

  private static String name(String contentType) {
    if (contentType == null) {
      return "";
    }
    for (String parameter : contentType.split(";")) {
      String stripped = parameter.strip();
      if (stripped.toLowerCase(Locale.ROOT).startsWith(NAME)) {
        return stripped.substring(NAME.length()).strip().replaceAll("^\"|\"$", "");
      }
    }
    return "";
  }
}
