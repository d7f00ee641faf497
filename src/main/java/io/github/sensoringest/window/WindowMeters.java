package io.github.sensoringest.window;

import io.github.sensoringest.reading.EpochNanos;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The meters of the windows. How far the windows of a source lag behind the clock is told for a
 * limited number of sources: those that lag most. Thread-safe.
 */
public final class WindowMeters implements MeterBinder {
  private static final String WINDOWS = "sensor.ingest.windows";

  private final Windows windows;
  private final int mostSources;
  private final Clock clock;
  private MultiGauge lag;

  WindowMeters(Windows windows, int mostSources, Clock clock) {
    this.windows = windows;
    this.mostSources = mostSources;
    this.clock = clock;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    Gauge.builder(
            WINDOWS + ".open",
            windows,
            it -> it.progress().stream().mapToLong(SourceProgress::openWindows).sum())
        .description("Windows that take readings")
        .register(registry);
    Gauge.builder(WINDOWS + ".waiting", windows, Windows::waiting)
        .description("Closed windows that required sinks have yet to take")
        .register(registry);
    Gauge.builder(WINDOWS + ".waiting.rows", windows, Windows::waitingRows)
        .baseUnit("rows")
        .description("Rows of closed windows that required sinks have yet to take")
        .register(registry);
    lag =
        MultiGauge.builder("sensor.ingest.watermark.lag")
            .baseUnit("seconds")
            .description("How far the end of what is closed lies behind the clock")
            .register(registry);
    refresh();
  }

  /** Looks anew how far each source is; for every now and then. */
  public synchronized void refresh() {
    long now = EpochNanos.ofMillis(clock.millis());
    record Lag(String source, double seconds) {}
    List<Lag> lags = new ArrayList<>();
    for (SourceProgress progress : windows.progress()) {
      progress
          .closedUpToNanos()
          .ifPresent(nanos -> lags.add(new Lag(progress.source(), (now - nanos) / 1e9)));
    }
    lags.sort(Comparator.comparingDouble(Lag::seconds).reversed());
    lag.register(
        lags.stream()
            .limit(mostSources)
            .<MultiGauge.Row<?>>map(
                it -> MultiGauge.Row.of(Tags.of("source", it.source()), it.seconds()))
            .toList(),
        true);
  }
}
