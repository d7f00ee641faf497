package io.github.sensoringest.entry;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.format.Decoders;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Rejections;
import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds {@code entry}, the step that turns what arrives into checked batches. */
public final class EntryBeans implements CamelConfiguration {
  private final Settings settings;
  private final Ledger ledger;
  private final FirstReadings firstReadings;
  private final Clock clock;

  /** Creates one that counts in {@code ledger}. */
  public EntryBeans(Settings settings, Ledger ledger, FirstReadings firstReadings, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.firstReadings = firstReadings;
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) {
    Decoders decoders = new Decoders(clock);
    context.getRegistry().bind(Decoders.NAME, decoders);
    Rejections rejections = new Rejections(ledger, context.createProducerTemplate());
    context
        .getRegistry()
        .bind("entry", new Entry(settings, ledger, rejections, firstReadings, decoders, clock));
  }
}
