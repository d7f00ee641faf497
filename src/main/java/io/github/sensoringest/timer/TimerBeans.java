package io.github.sensoringest.timer;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Bounds the number of threads that {@code timer:} endpoints have. */
public final class TimerBeans implements CamelConfiguration {
  private final Predicate<String> isGatewayRoute;

  /**
   * Creates one.
   *
   * @param isGatewayRoute whether the route with this id is the gateway's own; the timer of such a
   *     route never waits for a sensor
   */
  public TimerBeans(Predicate<String> isGatewayRoute) {
    this.isGatewayRoute = requireNonNull(isGatewayRoute, "isGatewayRoute is null");
  }

  @Override
  public void configure(CamelContext context) {
    context.addComponent("timer", new SharingTimerComponent(isGatewayRoute));
  }
}
