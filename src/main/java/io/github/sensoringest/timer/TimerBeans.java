package io.github.sensoringest.timer;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Bounds the number of threads that {@code timer:} endpoints have, and has them begin together. */
public final class TimerBeans implements CamelConfiguration {
  private final SharingTimerComponent component;

  /**
   * Creates one.
   *
   * @param isGatewayRoute whether the route with this id is the gateway's own; the timer of such a
   *     route never waits for a sensor
   */
  public TimerBeans(Predicate<String> isGatewayRoute) {
    component = new SharingTimerComponent(requireNonNull(isGatewayRoute, "isGatewayRoute is null"));
  }

  @Override
  public void configure(CamelContext context) {
    context.addComponent("timer", component);
  }

  /** Has timers that are made from now on begin only at {@link #letGo}. */
  public void hold() {
    component.hold();
  }

  /** Has the timers that are held begin. */
  public void letGo() {
    component.letGo();
  }
}
