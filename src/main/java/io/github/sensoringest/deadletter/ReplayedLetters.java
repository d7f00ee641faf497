package io.github.sensoringest.deadletter;

import io.github.sensoringest.reading.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the letters in a file that was handed over for replay hold, as a list of {@link Replayed}. A
 * line that is no letter is left out and logged. Thread-safe.
 */
final class ReplayedLetters extends ExpressionAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayedLetters.class);

  @Override
  public Object evaluate(Exchange exchange) {
    List<Replayed> letters = new ArrayList<>();
    int unreadable = 0;
    for (String line : exchange.getMessage().getBody(String.class).split("\n")) {
      Optional<DeadLetter> letter = DeadLetterLines.read(line);
      letter.ifPresent(it -> letters.add(replayed(it)));
      if (letter.isEmpty() && !line.isBlank()) {
        unreadable++;
      }
    }
    if (unreadable > 0) {
      LOG.warn(
          "{} lines of {} are no dead letters and were left out",
          unreadable,
          exchange.getMessage().getHeader(Exchange.FILE_NAME));
    }
    return letters;
  }

  @Override
  public String toString() {
    return "replayedLetters";
  }

  private static Replayed replayed(DeadLetter letter) {
    return letter.payload() instanceof Payload.OfText text
        ? new Replayed(letter.source(), body(text), text.attributes())
        : new Replayed(letter.source(), body(letter.payload()));
  }

  private static Object body(Payload payload) {
    if (payload instanceof Payload.OfReading it) {
      return it.reading();
    }
    if (payload instanceof Payload.OfText text) {
      return text.type().equals(Payload.BYTES)
          ? text.text().getBytes(StandardCharsets.UTF_8)
          : text.text();
    }
    return null;
  }
}
