package io.github.sensoringest.file;

import io.github.sensoringest.format.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * How a file is written.
 *
 * @param format the format of its readings
 * @param isLines whether every line stands for itself, so that reading can go on at any of them
 */
record FileLayout(Format format, boolean isLines) {
  private static final int LOOK = 8 * 1024;

  static boolean isPacked(Path file) {
    return name(file).endsWith(".gz");
  }

  /** Opens the file, and unpacks it if its name ends in {@code .gz}. */
  static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (!isPacked(file)) {
      return in;
    }
    try {
      return new GZIPInputStream(in, LOOK);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Finds out how the file is written: as is wanted, else what its name or else its beginning says.
   */
  static FileLayout of(Path file, Format wanted) throws IOException {
    byte[] beginning;
    try (InputStream in = open(file)) {
      beginning = in.readNBytes(LOOK);
    }
    String text = new String(beginning, StandardCharsets.UTF_8).stripLeading();
    Format format = wanted == Format.AUTO ? byName(file) : wanted;
    if (format == Format.AUTO) {
      format = byBeginning(text);
    }
    return switch (format) {
      case LINE, CSV -> new FileLayout(format, true);
      case JSON -> new FileLayout(isArray(text) ? wanted : format, isObjectPerLine(text));
      default -> new FileLayout(format, false);
    };
  }

  private static Format byName(Path file) {
    String name = name(file).replaceFirst("\\.gz$", "");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "tsv" -> Format.CSV;
      case "json", "jsonl", "ndjson" -> Format.JSON;
      case "senml" -> Format.SENML;
      case "cbor", "senmlc" -> Format.SENML_CBOR;
      case "lp", "line", "influx" -> Format.LINE;
      default -> Format.AUTO;
    };
  }

  private static Format byBeginning(String text) {
    if (text.startsWith("{") || text.startsWith("[")) {
      return Format.JSON;
    }
    String line = text.lines().filter(it -> !it.startsWith("#")).findFirst().orElse("");
    return line.matches("[^ ]+ [^ ]*=.*") ? Format.LINE : Format.CSV;
  }

  /** SenML is an array, too: the decoder looks which it is, unless it is told. */
  private static boolean isArray(String text) {
    return text.startsWith("[");
  }

  private static boolean isObjectPerLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.startsWith("{") && line.endsWith("}");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
