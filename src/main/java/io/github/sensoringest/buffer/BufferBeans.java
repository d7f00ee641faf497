package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Rejections;
import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.SedaComponent;

/** Makes every {@code seda:} queue a bounded, accounted buffer, and binds {@code coalesce}. */
public final class BufferBeans implements CamelConfiguration {
  /** How long a stop waits for an idle consumer to look up, in milliseconds. */
  private static final int POLL_TIMEOUT = 200;

  private final Settings settings;
  private final Ledger ledger;
  private final Clock clock;

  /** Creates one whose buffers report to {@code ledger}. */
  public BufferBeans(Settings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) {
    // Size and blocking are said once, here: two endpoints that disagree on them fail the start.
    SedaComponent seda = context.getComponent("seda", SedaComponent.class);
    seda.setQueueSize(settings.bufferSize());
    seda.setDefaultBlockWhenFull(true);
    seda.setDefaultPollTimeout(POLL_TIMEOUT);
    seda.setDefaultQueueFactory(new BufferFactory(settings, ledger));
    Rejections rejections = new Rejections(ledger, context.createProducerTemplate());
    context
        .getRegistry()
        .bind("coalesce", new Coalesce(settings.ingestCoalesce(), ledger, rejections, clock));
  }
}
