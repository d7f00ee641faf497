package io.github.sensoringest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the tables of the documentation, so that tests can hold them against the code. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /**
   * Returns the cells of the first table below the heading, row by row, without the header rows.
   *
   * @param heading the heading's line, such as {@code ## Commands}
   */
  public static List<List<String>> below(String heading, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int at = lines.indexOf(heading);
    if (at < 0) {
      throw new AssertionError(file + " has no heading '" + heading + "'");
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(at + 1, lines.size())) {
      if (line.startsWith("|")) {
        rows.add(cells(line));
      } else if (!rows.isEmpty() || line.startsWith("#")) {
        break;
      }
    }
    if (rows.size() < 3) {
      throw new AssertionError(file + " has no table below '" + heading + "'");
    }
    return rows.subList(2, rows.size());
  }

  /** Returns the first column of a table, without the backquotes. */
  public static List<String> firstColumn(List<List<String>> table) {
    return table.stream().map(row -> row.get(0).replace("`", "")).toList();
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
