package io.github.sensoringest.window;

import io.github.sensoringest.swap.StandStill;
import org.apache.camel.Route;
import org.apache.camel.processor.aggregate.AggregateProcessor;
import org.apache.camel.processor.aggregate.DefaultAggregateController;

/**
 * Completes the aggregates of windows, unless the ingest route is being replaced: then there is
 * nobody who could, and what is closed would be taken for empty. Thread-safe.
 */
final class WindowAggregates extends DefaultAggregateController implements StandStill {
  private final Windows windows;
  private AggregateProcessor processor;
  private boolean still;

  WindowAggregates(Windows windows) {
    this.windows = windows;
  }

  @Override
  public synchronized void onStart(AggregateProcessor processor) {
    super.onStart(processor);
    this.processor = processor;
  }

  @Override
  public synchronized void onStop(AggregateProcessor processor) {
    if (this.processor == processor) {
      super.onStop(processor);
      this.processor = null;
    }
  }

  /** Does it, if aggregates can be completed just now; the route is not replaced meanwhile. */
  synchronized void ifPresent(Runnable completion) {
    if (processor != null && !still) {
      completion.run();
    }
  }

  @Override
  public synchronized boolean concerns(Route route) {
    return processor != null && route.getRouteId().equals(processor.getRouteId());
  }

  @Override
  public synchronized void begin() {
    still = true;
  }

  @Override
  public synchronized boolean isStill() {
    return windows.waiting() == 0
        && (processor == null || processor.getInProgressCompleteExchanges() == 0);
  }

  @Override
  public synchronized void end() {
    still = false;
  }
}
