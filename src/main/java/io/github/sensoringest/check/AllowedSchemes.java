package io.github.sensoringest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The components and languages that a sensor's file may use: those of {@code allowed-schemes.txt}
 * and what the configuration adds.
 */
final class AllowedSchemes {
  /** Stands for the right to name classes, with which a file can run any code. */
  static final String CLASS = "class";

  private static final String ALL = "*";

  private final Set<String> added;
  private final Set<String> allowed;

  /** Creates one that allows these as well; {@code *} allows all. */
  AllowedSchemes(Set<String> added) {
    this.added = new TreeSet<>(added);
    allowed = new HashSet<>(added);
    allowed.addAll(byDefault());
  }

  private static Set<String> byDefault() {
    try (InputStream in = AllowedSchemes.class.getResourceAsStream("allowed-schemes.txt")) {
      Set<String> words = new HashSet<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> words.addAll(Arrays.asList(line.split(" "))));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean allows(String word) {
    return allowed.contains(word) || allowed.contains(ALL);
  }

  boolean allowsAll() {
    return allowed.contains(ALL);
  }

  /** Returns the line of the configuration that allows the word as well. */
  String setting(String word) {
    Set<String> words = new TreeSet<>(added);
    words.add(word);
    return "routes.allowed-schemes=" + String.join(",", words);
  }
}
