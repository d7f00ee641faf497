package io.github.sensoringest.sink;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.rejected.Repeats;
import io.github.sensoringest.swap.Doors;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Binds {@code sinks}, which hands closed windows to all of them, {@code sinkFailed} and {@code
 * logSink}.
 */
public final class SinkBeans implements CamelConfiguration, MeterBinder {
  private final Settings settings;
  private final Doors doors;
  private final Clock clock;
  private Optional<MeterRegistry> meters = Optional.empty();
  private volatile Sinks sinks;

  /** Creates one for these settings, and for sinks that are replaced behind these doors. */
  public SinkBeans(Settings settings, Doors doors, Clock clock) {
    this.settings = settings;
    this.doors = doors;
    this.clock = clock;
  }

  /** Has the meters of each sink be added when its first window comes; before it is configured. */
  @Override
  public void bindTo(MeterRegistry registry) {
    meters = Optional.of(registry);
  }

  @Override
  public void configure(CamelContext context) {
    Repeats repeats = new Repeats(settings.entryLogEvery(), clock);
    sinks = new Sinks(context, settings.sinks(), doors, repeats, meters);
    context.getRegistry().bind("sinks", sinks);
    context.getRegistry().bind("sinkFailed", new SinkFailed());
    context.getRegistry().bind("logSink", new LogSink(settings.logFormat()));
  }

  /** Returns whether every sink, required or not, has taken what it was given. */
  public boolean areAllTaken() {
    return sinks.areAllTaken();
  }

  /** Gives up and counts what best-effort sinks have not taken. For the end. */
  public void giveUpBestEffort() {
    sinks.giveUpBestEffort();
  }

  /** Returns what became of the rows for each sink that there has been, by name. */
  public List<SinkCounts> counts() {
    return sinks.counts();
  }
}
