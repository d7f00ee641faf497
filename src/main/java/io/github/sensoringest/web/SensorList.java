package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.ledger.Account;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The table of sensors: searched, sorted, and cut to what is shown. Thread-safe. */
final class SensorList {
  static final int MOST = 2_000;

  private static final List<String> STATES = List.of("silent", "alarm", "flagged", "ok");

  private final Parts parts;
  private final SensorBoard board;
  private final Clock clock;

  SensorList(Parts parts, SensorBoard board, Clock clock) {
    this.parts = parts;
    this.board = board;
    this.clock = clock;
  }

  /** Returns the sensors that match, in the order asked for, at most so many of them. */
  ObjectNode find(String search, String sort, boolean descending, int limit) {
    List<SensorCard> cards = board.cards(new RaisedAlarms(parts.alarms().current()));
    Map<String, Account> accounts = accounts();
    Comparator<SensorCard> order = order(sort, accounts);
    List<SensorCard> matching =
        cards.stream()
            .filter(matches(search.strip().toLowerCase(Locale.ROOT)))
            .sorted(
                (descending ? order.reversed() : order)
                    .thenComparing(SensorCard::sensorId)
                    .thenComparing(SensorCard::source))
            .toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("total", cards.size());
    json.put("matching", matching.size());
    json.put("forgotten", board.forgotten());
    ArrayNode array = json.putArray("sensors");
    matching.stream()
        .limit(Math.min(limit, MOST))
        .forEach(card -> write(card, accounts.get(card.source()), array.addObject()));
    return json;
  }

  /** Returns one sensor, if it is known. */
  Optional<ObjectNode> find(String source, String sensorId) {
    RaisedAlarms alarms = new RaisedAlarms(parts.alarms().current());
    return board
        .card(source, sensorId, alarms)
        .map(
            card -> {
              ObjectNode json = JsonNodeFactory.instance.objectNode();
              write(card, accounts().get(source), json);
              return json;
            });
  }

  private Map<String, Account> accounts() {
    Map<String, Account> accounts = new HashMap<>();
    parts.ledger().accounts().forEach(account -> accounts.put(account.source(), account));
    return accounts;
  }

  private Predicate<SensorCard> matches(String wanted) {
    if (wanted.isEmpty()) {
      return card -> true;
    }
    return card ->
        contains(card.sensorId(), wanted)
            || contains(card.source(), wanted)
            || contains(card.unit(), wanted)
            || contains(parts.folder().fileOf(card.source()).orElse(""), wanted);
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static Comparator<SensorCard> order(String sort, Map<String, Account> accounts) {
    return switch (sort) {
      case "sensor" -> Comparator.comparing(SensorCard::sensorId);
      case "source" -> Comparator.comparing(SensorCard::source);
      case "value" -> Comparator.comparingDouble(SensorCard::value);
      case "rate" -> Comparator.comparingDouble(SensorCard::rate);
      case "age" -> Comparator.comparingLong(SensorCard::seenMillis).reversed();
      case "blocked" ->
          Comparator.<SensorCard>comparingLong(card -> blockedNanos(accounts.get(card.source())))
              .reversed();
      case "state" -> Comparator.comparingInt(card -> STATES.indexOf(state(card)));
      default ->
          throw new BadRequest(
              "sort must be sensor, source, value, rate, age, blocked or state, not '"
                  + sort
                  + "'");
    };
  }

  private static long blockedNanos(Account account) {
    return account == null ? 0 : account.blockedNanos();
  }

  private static String state(SensorCard card) {
    // Asked for again and again while the table is sorted, mostly of sensors without alarms.
    if (card.alarms().isEmpty()) {
      return card.flagged() > 0 ? "flagged" : "ok";
    }
    return card.isSilent() ? "silent" : "alarm";
  }

  private void write(SensorCard card, Account account, ObjectNode json) {
    json.put("source", card.source());
    json.put("sensorId", card.sensorId());
    json.put("unit", card.unit());
    json.put("value", number(card.value()));
    json.put(
        "measuredAt",
        card.measuredMillis() == Long.MIN_VALUE
            ? null
            : Instant.ofEpochMilli(card.measuredMillis()).toString());
    json.put("age", Math.max(0, clock.millis() - card.seenMillis()) / 1e3);
    json.put("rate", number(card.rate()));
    json.put("flagged", card.flagged());
    json.put("state", state(card));
    json.put("file", parts.folder().fileOf(card.source()).orElse(null));
    json.put("blockedSeconds", blockedNanos(account) / 1e9);
    ArrayNode means = json.putArray("means");
    for (float mean : card.means()) {
      means.add(mean);
    }
    ArrayNode alarms = json.putArray("alarms");
    for (Alarm alarm : card.alarms()) {
      ObjectNode object = alarms.addObject();
      object.put("kind", alarm.kind());
      object.put("since", alarm.at().toString());
      object.put("detail", alarm.detail());
    }
  }

  static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
