package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Rejections;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Makes every {@code seda:} queue a bounded, accounted buffer, and binds {@code coalesce}. */
public final class BufferBeans implements CamelConfiguration, WaitingForRoom {
  /** How long a stop waits for an idle consumer to look up, in milliseconds. */
  private static final int POLL_TIMEOUT = 200;

  private final Settings settings;
  private final Ledger ledger;
  private final Clock clock;
  private final WaitingSources waiting = new WaitingSources();

  /** Creates one whose buffers report to {@code ledger}. */
  public BufferBeans(Settings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) {
    BufferComponent seda = new BufferComponent(settings, ledger, waiting);
    seda.setDefaultPollTimeout(POLL_TIMEOUT);
    context.addComponent("seda", seda);
    Rejections rejections = new Rejections(ledger, context.createProducerTemplate());
    context
        .getRegistry()
        .bind("coalesce", new Coalesce(settings.ingestCoalesce(), ledger, rejections, clock));
  }

  @Override
  public int waitingFrom(String source) {
    return waiting.from(source);
  }

  @Override
  public int waitingIn(String routeId) {
    return waiting.in(routeId);
  }
}
