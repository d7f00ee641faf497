package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Rejections;
import io.github.sensoringest.swap.WaitingForRoom;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.QueueReference;

/** Makes every {@code seda:} queue a bounded, accounted buffer, and binds {@code coalesce}. */
public final class BufferBeans implements CamelConfiguration, WaitingForRoom, MeterBinder {
  /** How long a stop waits for an idle consumer to look up, in milliseconds. */
  private static final int POLL_TIMEOUT = 200;

  private static final String BUFFER = "seda://readings";

  private final Settings settings;
  private final Ledger ledger;
  private final Clock clock;
  private final WaitingSources waiting = new WaitingSources();
  private volatile BufferComponent seda;

  /** Creates one whose buffers report to {@code ledger}. */
  public BufferBeans(Settings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void configure(CamelContext context) {
    BufferComponent component = new BufferComponent(settings, ledger, waiting);
    component.setDefaultPollTimeout(POLL_TIMEOUT);
    context.addComponent("seda", component);
    seda = component;
    Rejections rejections = new Rejections(ledger, context.createProducerTemplate());
    context
        .getRegistry()
        .bind("coalesce", new Coalesce(settings.ingestCoalesce(), ledger, rejections, clock));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    new BufferMeters(this).bindTo(registry);
  }

  /** Returns how many messages wait in the buffer. */
  public int size() {
    QueueReference queue = seda == null ? null : seda.getQueueReference(BUFFER);
    return queue == null ? 0 : queue.getQueue().size();
  }

  /** Returns how many messages the buffer holds at most. */
  public int capacity() {
    return settings.bufferSize();
  }

  /** Returns how many messages wait for room in the buffer. */
  public int waiting() {
    return waiting.count();
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
