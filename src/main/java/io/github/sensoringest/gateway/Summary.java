package io.github.sensoringest.gateway;

import io.github.sensoringest.deadletter.DeadLetterCounts;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import io.github.sensoringest.sink.SinkCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * What the gateway says at its end: how much it took in, where every reading went, and whether that
 * adds up.
 */
final class Summary {
  private static final int MOST_SOURCES = 20;

  private final Balance total;
  private final List<Balance> sources;
  private final List<SinkCounts> sinks;
  private final DeadLetterCounts deadLetters;
  private final long sensors;
  private final boolean sensorsEstimated;
  private final double seconds;

  /**
   * Reads the ledger, which should have come to rest.
   *
   * @param sinks what became of the rows for each sink
   * @param deadLetters what became of what was refused
   * @param startedMillis when the first source was started, in epoch milliseconds
   */
  Summary(Ledger ledger, List<SinkCounts> sinks, DeadLetterCounts deadLetters, long startedMillis) {
    this.total = ledger.total();
    this.sources = ledger.balances();
    this.sinks = sinks;
    this.deadLetters = deadLetters;
    this.sensors = ledger.sensors();
    this.sensorsEstimated = ledger.sensorsEstimated();
    this.seconds = Math.max(0, ledger.lastReceivedMillis() - startedMillis) / 1e3;
  }

  /** Returns whether every reading is accounted for and none was left behind. */
  boolean isGood() {
    return sources.stream().allMatch(Balance::balances) && total.held() == 0;
  }

  String headline() {
    return String.format(
        Locale.ROOT,
        "Ingested %d %s in %.2f s from %s%d %s",
        total.ingested(),
        total.ingested() == 1 ? "reading" : "readings",
        seconds,
        sensorsEstimated ? "about " : "",
        sensors,
        sensors == 1 ? "sensor" : "sensors");
  }

  /** Returns the summary for people; its first line is the {@link #headline}. */
  String text() {
    StringBuilder text = new StringBuilder(headline()).append('\n');
    line(text, "received", total.received(), "");
    line(
        text,
        "windowed",
        total.windowed(),
        total.corrected() == 0 ? "" : total.corrected() + " of them corrected a closed window");
    line(text, "late", total.late(), "");
    line(text, "rejected", total.rejectedInAll(), refusals(total));
    line(text, "dropped", total.dropped(), "");
    if (total.suppressedInAll() > 0) {
      line(text, "suppressed", total.suppressedInAll(), suppressions(total));
    }
    line(text, "left behind", total.held(), "");
    List<Balance> notable = notable();
    for (Balance source : notable.subList(0, Math.min(MOST_SOURCES, notable.size()))) {
      text.append("  ").append(describe(source)).append('\n');
    }
    if (notable.size() > MOST_SOURCES) {
      text.append("  and ").append(notable.size() - MOST_SOURCES).append(" more sources\n");
    }
    for (SinkCounts sink : sinks) {
      if (sink.lostRows() > 0) {
        text.append("  ").append(describe(sink)).append('\n');
      }
    }
    if (deadLetters.written() + deadLetters.dropped() + deadLetters.lost() > 0) {
      text.append("  ").append(describe(deadLetters)).append('\n');
    }
    return text.append(verdict()).toString();
  }

  private static void line(StringBuilder text, String name, long count, String remark) {
    text.append(String.format(Locale.ROOT, "  %-12s %12d", name, count));
    text.append(remark.isEmpty() ? "" : "  (" + remark + ")").append('\n');
  }

  private static String refusals(Balance balance) {
    return reasons(balance.rejected(), RejectReason::label);
  }

  private static String suppressions(Balance balance) {
    return reasons(balance.suppressed(), SuppressReason::label);
  }

  private static <R> String reasons(Map<R, Long> counts, Function<R, String> label) {
    return counts.entrySet().stream()
        .map(entry -> label.apply(entry.getKey()) + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The sources about which there is more to say than how many readings they sent. */
  private List<Balance> notable() {
    return sources.stream()
        .filter(
            s ->
                s.late()
                            + s.corrected()
                            + s.rejectedInAll()
                            + s.dropped()
                            + s.suppressedInAll()
                            + s.held()
                            + blockedMillis(s)
                        > 0
                    || !s.balances())
        .toList();
  }

  private static String describe(Balance source) {
    List<String> parts = new ArrayList<>();
    parts.add("received " + source.received());
    if (source.late() > 0) {
      parts.add("late " + source.late());
    }
    if (source.corrected() > 0) {
      parts.add("corrected " + source.corrected());
    }
    if (source.rejectedInAll() > 0) {
      parts.add("rejected " + source.rejectedInAll() + " (" + refusals(source) + ")");
    }
    if (source.dropped() > 0) {
      parts.add("dropped " + source.dropped());
    }
    if (source.suppressedInAll() > 0) {
      parts.add("suppressed " + source.suppressedInAll() + " (" + suppressions(source) + ")");
    }
    if (source.held() > 0) {
      parts.add("left behind " + source.held());
    }
    if (blockedMillis(source) > 0) {
      parts.add(
          String.format(
              Locale.ROOT, "waited %.2f s for the full buffer", blockedMillis(source) / 1e3));
    }
    if (!source.balances()) {
      parts.add("unaccounted for " + source.missing());
    }
    return source.source() + ": " + String.join(", ", parts);
  }

  private static String describe(SinkCounts sink) {
    return "%s: took %d rows, lost %d rows of %d readings"
        .formatted(sink.sink(), sink.takenRows(), sink.lostRows(), sink.lostReadings());
  }

  private static String describe(DeadLetterCounts letters) {
    String text = "dead letters: kept " + letters.written();
    if (letters.dropped() > 0) {
      text += ", dropped the oldest " + letters.dropped();
    }
    return letters.lost() == 0 ? text : text + ", could not keep " + letters.lost();
  }

  private static long blockedMillis(Balance source) {
    return TimeUnit.NANOSECONDS.toMillis(source.blockedNanos());
  }

  private String verdict() {
    if (!sources.stream().allMatch(Balance::balances)) {
      return "The ledger does NOT balance: "
          + Math.abs(total.missing())
          + (total.missing() < 0 ? " counted twice" : " unaccounted for")
          + ". This is a defect; please report it";
    }
    if (total.held() > 0) {
      return "The ledger balances, but " + total.held() + " readings were left behind";
    }
    return "The ledger balances: every reading is accounted for";
  }

  /** Returns the same as one JSON object on one line. */
  String json() {
    JsonObject json = new JsonObject();
    json.put("type", "summary");
    json.put("message", headline());
    json.put("seconds", seconds);
    json.put("sensors", sensors);
    putBalance(json, total);
    json.put("balances", sources.stream().allMatch(Balance::balances));
    JsonArray array = new JsonArray();
    for (Balance source : sources) {
      JsonObject object = new JsonObject();
      object.put("source", source.source());
      putBalance(object, source);
      array.add(object);
    }
    json.put("sources", array);
    JsonArray sinkArray = new JsonArray();
    for (SinkCounts sink : sinks) {
      JsonObject object = new JsonObject();
      object.put("sink", sink.sink());
      object.put("takenRows", sink.takenRows());
      object.put("lostRows", sink.lostRows());
      object.put("lostReadings", sink.lostReadings());
      sinkArray.add(object);
    }
    json.put("sinks", sinkArray);
    JsonObject letters = new JsonObject();
    letters.put("written", deadLetters.written());
    letters.put("dropped", deadLetters.dropped());
    letters.put("lost", deadLetters.lost());
    json.put("deadLetters", letters);
    return json.toJson();
  }

  private static void putBalance(JsonObject json, Balance balance) {
    json.put("received", balance.received());
    json.put("windowed", balance.windowed());
    json.put("corrected", balance.corrected());
    json.put("late", balance.late());
    JsonObject rejected = new JsonObject();
    balance.rejected().forEach((reason, count) -> rejected.put(reason.label(), count));
    json.put("rejected", rejected);
    json.put("dropped", balance.dropped());
    JsonObject suppressed = new JsonObject();
    balance.suppressed().forEach((reason, count) -> suppressed.put(reason.label(), count));
    json.put("suppressed", suppressed);
    json.put("leftBehind", balance.held());
    json.put("missing", balance.missing());
    json.put("blockedSeconds", balance.blockedNanos() / 1e9);
  }
}
