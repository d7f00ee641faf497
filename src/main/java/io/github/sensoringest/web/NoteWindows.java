package io.github.sensoringest.web;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step of the windows' route that notes on the board what has closed. Thread-safe. */
final class NoteWindows implements Processor {
  private final SensorBoard board;

  NoteWindows(SensorBoard board) {
    this.board = board;
  }

  @Override
  public void process(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof List<?> rows) {
      board.windows(rows);
    }
  }
}
