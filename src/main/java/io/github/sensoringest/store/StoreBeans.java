package io.github.sensoringest.store;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Repeats;
import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;

/**
 * Binds {@code storeWindows}, the step of the sink that stores windows, {@code storeReadings}, the
 * step of the ingest that stores readings if the settings say so, and the health check {@code
 * store}. No database is opened before a route with one of these steps runs.
 */
public final class StoreBeans implements CamelConfiguration {
  private final Settings settings;
  private final Ledger ledger;
  private final Clock clock;
  private final Store store;

  /** Creates one whose waiting readings {@code ledger} knows of. */
  public StoreBeans(Settings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
    this.store = Store.of(settings);
  }

  @Override
  public void configure(CamelContext context) {
    Registry registry = context.getRegistry();
    registry.bind(
        "storeWindows",
        new StoreWindows(
            store,
            settings.store().keep(),
            new Repeats(settings.entryLogEvery(), clock),
            clock,
            context));
    registry.bind("storeReadings", Processor.class, readings());
    registry.bind(StoreHealth.ID, new StoreHealth(store));
  }

  private Processor readings() {
    if (!settings.store().readings()) {
      return exchange -> {};
    }
    StoreReadings readings =
        new StoreReadings(store, settings.sinks().retryDelay(), settings.sinks().retryMaxDelay());
    ledger.addHolder(readings);
    return readings;
  }
}
