package io.github.sensoringest.deadletter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a folder of dead letters, which are numbered in the order of their age. */
final class DeadLetterFiles {
  private static final Pattern NAME = Pattern.compile("dead-letters-(\\d{1,18})\\.jsonl");

  private DeadLetterFiles() {}

  static Path file(Path folder, long number) {
    return folder.resolve("dead-letters-%08d.jsonl".formatted(number));
  }

  /** Returns the files, the oldest first; none if there is no such folder. */
  static List<Path> list(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> number(file) >= 0)
          .sorted(Comparator.comparingLong(DeadLetterFiles::number))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns the file's number; -1 if it is none of them. */
  static long number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
