package io.github.sensoringest.timer;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.function.Predicate;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's {@code timer} component, with {@link TimerThreads} instead of a thread for every name. It
 * carries the name of Camel's own so that Camel configures it alike.
 */
@Component("timer")
final class SharingTimerComponent extends TimerComponent {
  /** A thread costs some 0.1 MB; so many are cheap, and few gateways have more sensors. */
  static final int OWN = 256;

  /** With 1,000 sensors, twelve share one. */
  static final int GROUPS = 64;

  private final Predicate<String> isGatewayRoute;
  private final List<HeldTimer> held = new ArrayList<>();
  private boolean holds;
  private final TimerThreads threads = new TimerThreads(OWN, GROUPS, this::newTimer);

  SharingTimerComponent(Predicate<String> isGatewayRoute) {
    this.isGatewayRoute = isGatewayRoute;
  }

  @Override
  public Timer getTimer(TimerConsumer consumer) {
    String name = consumer.getTimerName();
    if (isGatewayRoute.test(consumer.getRouteId())) {
      return threads.takeApart(consumer, name);
    }
    return threads.take(consumer, name);
  }

  @Override
  public void removeTimer(TimerConsumer consumer) {
    threads.release(consumer);
  }

  @Override
  protected void doStop() throws Exception {
    threads.stop();
    super.doStop();
  }

  /** Has timers that are made from now on begin only at {@link #letGo}. */
  synchronized void hold() {
    holds = true;
  }

  /** Has the timers that are held begin. */
  void letGo() {
    List<HeldTimer> begin;
    synchronized (this) {
      holds = false;
      begin = List.copyOf(held);
      held.clear();
    }
    begin.forEach(HeldTimer::letGo);
  }

  private synchronized Timer newTimer(String name) {
    HeldTimer timer =
        new HeldTimer(
            getCamelContext().getExecutorServiceManager().resolveThreadName("timer://" + name),
            holds);
    if (holds) {
      held.add(timer);
    }
    return timer;
  }
}
