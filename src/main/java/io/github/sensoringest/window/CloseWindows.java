package io.github.sensoringest.window;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Completes the aggregates of windows that are closed. Thread-safe. */
final class CloseWindows implements Processor {
  private final Windows windows;
  private final WindowAggregates aggregates;

  CloseWindows(Windows windows, WindowAggregates aggregates) {
    this.windows = windows;
    this.aggregates = aggregates;
  }

  /** Closes what is due. */
  @Override
  public void process(Exchange exchange) {
    aggregates.ifPresent(() -> complete(windows.closeDue(true)));
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
