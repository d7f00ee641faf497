package io.github.sensoringest.quality;

import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.TimeLimits;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Clock;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Binds {@code quality}, which the kamelets of quality actions need. */
public final class QualityBeans implements CamelConfiguration {
  private final Settings settings;
  private final Ledger ledger;
  private final Alarms alarms;
  private final WaitingForRoom waiting;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile Quality quality;

  /**
   * Creates one that counts in {@code ledger} and raises {@code alarms}.
   *
   * @param waiting knows who is no longer heard only because the buffer is full
   * @param clock what timestamps are held against
   * @param nanos a clock that never jumps, such as {@link System#nanoTime}
   */
  public QualityBeans(
      Settings settings,
      Ledger ledger,
      Alarms alarms,
      WaitingForRoom waiting,
      Clock clock,
      LongSupplier nanos) {
    this.settings = settings;
    this.ledger = ledger;
    this.alarms = alarms;
    this.waiting = waiting;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    TimeLimits limits = TimeLimits.of(settings.entryMaxAge(), settings.entryMaxAhead());
    Origins origins = new Origins(context);
    ((ModelCamelContext) context).addModelLifecycleStrategy(origins);
    quality = new Quality(context, ledger, alarms, waiting, limits, origins, clock, nanos);
    context.getRegistry().bind(Quality.NAME, quality);
    context.addLifecycleStrategy(new RemovedRoutes());
  }

  /** Two routes may share an action, which does not end with one of them. */
  private final class RemovedRoutes extends LifecycleStrategySupport {
    @Override
    public void onRoutesRemove(Collection<Route> routes) {
      routes.forEach(route -> quality.removed(route.getRouteId()));
    }
  }

  /** To be called before sources are stopped: from now on no sensor is called silent. */
  public void stopWatching() {
    Quality bound = quality;
    if (bound != null) {
      bound.stopWatching();
    }
  }
}
