package io.github.sensoringest.rejected;

import io.github.sensoringest.config.Settings;
import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds {@code rejectedLog}, which {@code direct:rejected} names, and {@code routeFailed}. */
public final class RejectedBeans implements CamelConfiguration {
  private final Settings settings;
  private final Clock clock;

  /** Creates one for these settings. */
  public RejectedBeans(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) {
    context.getRegistry().bind("rejectedLog", new RejectedLog(repeats()));
    context.getRegistry().bind("routeFailed", new RouteFailed(repeats()));
  }

  private Repeats repeats() {
    return new Repeats(settings.entryLogEvery(), clock);
  }
}
