package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sensoringest.reading.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The essentials of the page as lines for a terminal. */
public final class TopScreen {
  private static final int GAUGE = 20;
  private static final String ROW = "%-28s %14s %-10s %9s %6s  %-8s %s";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final boolean colors;

  /**
   * Creates one.
   *
   * @param colors whether the terminal shows colors
   */
  public TopScreen(boolean colors) {
    this.colors = colors;
  }

  /**
   * Returns the lines, none longer than the terminal is wide.
   *
   * @param overview what the gateway says of itself
   * @param sensors its sensors, in the order in which they are to be shown
   * @param height how many lines there may be
   * @param width how many characters a line may have
   */
  public List<String> lines(JsonNode overview, JsonNode sensors, int height, int width) {
    List<String> lines = new ArrayList<>();
    String state = overview.path("state").asText();
    boolean running = overview.path("phase").asText().equals("running");
    lines.add(
        painted(running ? state : overview.path("phase").asText(), state)
            + cut(
                String.format(
                    Locale.ROOT,
                    "  %s readings/s  %d sensors of %d sources  %d alarms",
                    rate(overview.path("rate")),
                    overview.path("sensors").path("known").asLong(),
                    overview.path("sources").asLong(),
                    overview.path("alarms").asLong()),
                width - state.length()));
    overview
        .path("reasons")
        .forEach(reason -> lines.add(cut("  " + Printable.of(reason.asText()), width)));
    JsonNode buffer = overview.path("buffer");
    lines.add(
        cut(
            "buffer   "
                + gauge(
                    buffer.path("size").asDouble() / Math.max(1, buffer.path("capacity").asInt()))
                + String.format(
                    Locale.ROOT,
                    " %d of %d, %d wait",
                    buffer.path("size").asLong(),
                    buffer.path("capacity").asLong(),
                    buffer.path("waiting").asLong()),
            width));
    JsonNode ledger = overview.path("ledger");
    lines.add(
        cut(
            String.format(
                Locale.ROOT,
                "ledger   %s: received %d = windowed %d + late %d + rejected %d + dropped %d"
                    + " + suppressed %d + held %d",
                ledger.path("balances").asBoolean()
                    ? "it adds up"
                    : "off by " + ledger.path("missing").asLong(),
                ledger.path("received").asLong(),
                ledger.path("windowed").asLong(),
                ledger.path("late").asLong(),
                ledger.path("rejected").asLong(),
                ledger.path("dropped").asLong(),
                ledger.path("suppressed").asLong(),
                ledger.path("held").asLong()),
            width));
    for (JsonNode sink : overview.path("sinks")) {
      lines.add(
          cut(
              String.format(
                  Locale.ROOT,
                  "%-24s took %d rows, %d wait, %d lost%s",
                  Printable.of(sink.path("name").asText()),
                  sink.path("takenRows").asLong(),
                  sink.path("waitingRows").asLong(),
                  sink.path("lostRows").asLong(),
                  sink.path("failure").isNull()
                      ? ""
                      : "; fails: " + Printable.of(sink.path("failure").asText())),
              width));
    }
    lines.add("");
    lines.add(
        bold(
            cut(
                String.format(
                    Locale.ROOT, ROW, "SENSOR", "LAST", "UNIT", "PER S", "AGE", "STATE", "SOURCE"),
                width)));
    JsonNode rows = sensors.path("sensors");
    int room = Math.max(1, height - lines.size() - 1);
    for (int i = 0; i < Math.min(room, rows.size()); i++) {
      lines.add(row(rows.get(i), width));
    }
    long left = sensors.path("matching").asLong() - Math.min(room, rows.size());
    if (left > 0) {
      lines.add("and " + left + " more");
    }
    return lines;
  }

  private String row(JsonNode sensor, int width) {
    String state = sensor.path("state").asText();
    String line =
        cut(
            String.format(
                Locale.ROOT,
                ROW,
                cut(Printable.of(sensor.path("sensorId").asText()), 28),
                sensor.path("value").isNull()
                    ? "-"
                    : String.format(Locale.ROOT, "%.5g", sensor.path("value").asDouble()),
                cut(Printable.of(sensor.path("unit").asText()), 10),
                rate(sensor.path("rate")),
                age(sensor.path("age").asDouble()),
                state,
                Printable.of(sensor.path("source").asText())),
            width);
    return switch (state) {
      case "silent", "alarm" -> paint(RED, line);
      case "flagged" -> paint(YELLOW, line);
      default -> line;
    };
  }

  private static String rate(JsonNode rate) {
    double perSecond = rate.asDouble();
    return rate.isNull() || rate.isMissingNode()
        ? "-"
        : String.format(Locale.ROOT, perSecond >= 100 ? "%.0f" : "%.1f", perSecond);
  }

  private static String age(double seconds) {
    if (seconds < 120) {
      return Math.round(seconds) + "s";
    }
    return seconds < 7_200 ? Math.round(seconds / 60) + "m" : Math.round(seconds / 3_600) + "h";
  }

  private static String gauge(double part) {
    int full = (int) Math.round(GAUGE * Math.min(1, Math.max(0, part)));
    return "[" + "#".repeat(full) + ".".repeat(GAUGE - full) + "]";
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "~";
  }

  private String painted(String text, String state) {
    return switch (state) {
      case "well" -> paint(GREEN, text);
      case "pushed back" -> paint(YELLOW, text);
      default -> paint(RED, text);
    };
  }

  private String bold(String text) {
    return paint(BOLD, text);
  }

  private String paint(String how, String text) {
    return colors ? how + text + PLAIN : text;
  }
}
