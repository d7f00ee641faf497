package io.github.sensoringest.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A password that is given, or the file that holds it. No text of it shows the password. */
public final class Secret {
  private final String text;
  private final String key;
  private final Path file;

  private Secret(String text, String key, Path file) {
    this.text = text;
    this.key = key;
    this.file = file;
  }

  static Secret of(String text) {
    return new Secret(requireNonNull(text, "text is null"), "", null);
  }

  /** Returns one in a file, which the key of the configuration names. */
  static Secret in(String key, Path file) {
    return new Secret(null, key, requireNonNull(file, "file is null"));
  }

  /** Returns whether it is no password at all. */
  public boolean isNone() {
    return file == null && text.isEmpty();
  }

  /**
   * Returns the password, read anew from its file if it has one, so that one that is renewed there
   * counts; a line break at the end of the file is not part of it.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public String reveal() {
    if (file == null) {
      return text;
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(key + ": cannot read " + file, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && Objects.equals(text, secret.text)
        && Objects.equals(file, secret.file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, file);
  }

  @Override
  public String toString() {
    return file == null ? "***" : "*** in " + file;
  }
}
