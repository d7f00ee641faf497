package io.github.sensoringest.deadletter;

import io.github.sensoringest.config.DeadLetterSettings;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.rejected.Repeats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Binds {@code deadLetters}, which {@code direct:rejected} keeps what was refused with, and {@code
 * replayedLetters}, which brings some of it back.
 */
public final class DeadLetterBeans implements CamelConfiguration, MeterBinder {
  private static final long MEGABYTE = 1024 * 1024;
  private static final String LETTERS = "sensor.ingest.dead.letters";

  private final Settings settings;
  private final Function<String, Optional<String>> fileOf;
  private final Clock clock;
  private volatile DeadLetterLog log;

  /**
   * Creates one for these settings.
   *
   * @param fileOf returns the route file of a source, as messages call it
   */
  public DeadLetterBeans(
      Settings settings, Function<String, Optional<String>> fileOf, Clock clock) {
    this.settings = settings;
    this.fileOf = fileOf;
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    DeadLetterSettings limits = settings.deadLetters();
    DeadLetterStore store =
        new DeadLetterStore(
            settings.dataFolder().resolve(DeadLetterFolder.LETTERS),
            limits.maxSize() * MEGABYTE,
            limits.rollSize() * MEGABYTE,
            limits.keep(),
            clock);
    log =
        new DeadLetterLog(
            store,
            () -> context.getExecutorServiceManager().newSingleThreadExecutor(this, "dead-letters"),
            new Repeats(settings.entryLogEvery(), clock),
            clock);
    context.addService(log);
    context
        .getRegistry()
        .bind("deadLetters", new DeadLetters(log, fileOf, limits.maxPayload(), clock));
    context.getRegistry().bind("replayedLetters", new ReplayedLetters());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, ".written", "Dead letters that were written", DeadLetterCounts::written);
    counter(
        registry,
        ".dropped",
        "Dead letters that were dropped since they were too old or too many",
        DeadLetterCounts::dropped);
    counter(registry, ".lost", "Dead letters that could not be written", DeadLetterCounts::lost);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      Function<DeadLetterCounts, Long> count) {
    FunctionCounter.builder(LETTERS + name, this, it -> count.apply(it.counts()))
        .description(description)
        .register(registry);
  }

  /** Waits until all that was refused before is written; not longer than the time. */
  public void flush(Duration limit) {
    log.flush(limit);
  }

  /** Returns what became of the dead letters so far. */
  public DeadLetterCounts counts() {
    return log == null ? new DeadLetterCounts(0, 0, 0) : log.counts();
  }
}
