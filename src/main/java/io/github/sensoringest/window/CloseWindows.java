package io.github.sensoringest.window;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Completes the aggregates of windows that are closed. Thread-safe. */
final class CloseWindows implements Processor {
  private final Windows windows;
  private final WindowAggregates aggregates;
  private final BooleanSupplier backlog;

  /**
   * Creates one.
   *
   * @param backlog whether readings wait that came long ago, so that a window may only seem idle
   */
  CloseWindows(Windows windows, WindowAggregates aggregates, BooleanSupplier backlog) {
    this.windows = windows;
    this.aggregates = aggregates;
    this.backlog = backlog;
  }

  /** Closes what is due. */
  @Override
  public void process(Exchange exchange) {
    aggregates.ifPresent(() -> complete(windows.closeDue(!backlog.getAsBoolean())));
  }

  void closeAll() {
    aggregates.ifPresent(() -> complete(windows.closeAll()));
  }

  private void complete(List<OpenWindow> closed) {
    for (OpenWindow window : closed) {
      if (aggregates.forceCompletionOfGroup(window.key()) == 0) {
        // All that was meant for it has been refused on the way, so there is nothing to deliver.
        windows.delivered(window.key());
      }
    }
  }
}
