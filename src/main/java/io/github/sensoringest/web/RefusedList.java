package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.deadletter.DeadLetter;
import io.github.sensoringest.deadletter.DeadLetterFolder;
import io.github.sensoringest.deadletter.Payload;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.RejectReason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was refused or came late, by source and reason, and the latest dead letters. Thread-safe.
 */
final class RefusedList {
  private static final int MOST_COUNTS = 200;
  private static final int MOST_LETTERS = 500;
  private static final int LONGEST_PAYLOAD = 300;

  private record Count(String source, String reason, long readings) {}

  private record Kept(DeadLetter letter, boolean replayed) {}

  private final Ledger ledger;
  private final DeadLetterFolder letters;

  RefusedList(Ledger ledger, DeadLetterFolder letters) {
    this.ledger = ledger;
    this.letters = letters;
  }

  /** Returns the counts, and the newest dead letters that are chosen, at most so many. */
  ObjectNode find(Optional<String> reason, Optional<String> source, int limit) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode counts = json.putArray("counts");
    counts().stream()
        .limit(MOST_COUNTS)
        .forEach(
            count -> {
              ObjectNode object = counts.addObject();
              object.put("source", count.source);
              object.put("reason", count.reason);
              object.put("readings", count.readings);
            });
    ArrayNode reasons = json.putArray("reasons");
    Arrays.stream(RejectReason.values()).map(RejectReason::label).forEach(reasons::add);
    ArrayNode array = json.putArray("letters");
    newest(chosen(reason, source), Math.min(limit, MOST_LETTERS))
        .forEach(kept -> write(kept, array.addObject()));
    return json;
  }

  private List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    for (Balance balance : ledger.balances()) {
      if (balance.late() > 0) {
        counts.add(new Count(balance.source(), "late, dropped", balance.late()));
      }
      if (balance.dropped() > 0) {
        counts.add(new Count(balance.source(), "dropped by the buffer", balance.dropped()));
      }
      balance
          .rejected()
          .forEach((why, n) -> counts.add(new Count(balance.source(), why.label(), n)));
    }
    counts.sort(Comparator.comparingLong(Count::readings).reversed());
    return counts;
  }

  private List<Kept> newest(Predicate<DeadLetter> chosen, int limit) throws IOException {
    Deque<Kept> newest = new ArrayDeque<>();
    letters.read(
        (letter, replayed) -> {
          if (chosen.test(letter)) {
            newest.addFirst(new Kept(letter, replayed));
            if (newest.size() > limit) {
              newest.removeLast();
            }
          }
        });
    return List.copyOf(newest);
  }

  private static Predicate<DeadLetter> chosen(Optional<String> reason, Optional<String> source) {
    return letter ->
        reason.map(letter.reason()::equals).orElse(true)
            && source.map(letter.source()::equals).orElse(true);
  }

  /** Has the chosen letters taken in again, each at most once. */
  ObjectNode replay(Optional<String> reason, Optional<String> source) throws IOException {
    reason.ifPresent(RefusedList::checkReason);
    DeadLetterFolder.Replay replay = letters.replay(chosen(reason, source));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("handedOver", replay.handedOver());
    json.put("replayedBefore", replay.replayedBefore());
    json.put("unfit", replay.unfit());
    return json;
  }

  private static void checkReason(String reason) {
    if (Arrays.stream(RejectReason.values()).noneMatch(it -> it.label().equals(reason))) {
      throw new BadRequest("there is no reason '" + reason + "'");
    }
  }

  private static void write(Kept kept, ObjectNode json) {
    DeadLetter letter = kept.letter;
    json.put("id", letter.id());
    json.put("time", letter.time().toString());
    json.put("source", letter.source());
    json.put("file", letter.file().orElse(null));
    json.put("reason", letter.reason());
    json.put("detail", letter.detail());
    String payload = describe(letter.payload());
    json.put(
        "payload",
        payload.length() <= LONGEST_PAYLOAD
            ? payload
            : payload.substring(0, LONGEST_PAYLOAD) + " ...");
    json.put("replayed", kept.replayed);
    json.put("replayable", letter.payload().canBeReplayed());
  }

  private static String describe(Payload payload) {
    if (payload instanceof Payload.OfReading it) {
      return it.reading().sensorId()
          + " "
          + it.reading().value()
          + " "
          + (it.reading().unit() == null ? "" : it.reading().unit() + " ")
          + "at "
          + it.reading().timestamp();
    }
    return payload instanceof Payload.OfText text ? text.text() : "nothing";
  }
}
