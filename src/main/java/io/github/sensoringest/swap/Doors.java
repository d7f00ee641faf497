package io.github.sensoringest.swap;

import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Makes the routes behind {@code direct:} names replaceable without loss: whoever sends to a name
 * whose route is being replaced waits for the new one. Thread-safe.
 */
public final class Doors implements CamelConfiguration {
  private final DoorComponent component = new DoorComponent();

  @Override
  public void configure(CamelContext context) {
    context.addComponent("direct", component);
  }

  /** Returns the endpoints, such as {@code direct://sink-log}, whose routes are being replaced. */
  public List<String> held() {
    return component.held();
  }

  /** Returns how often it has happened that a door began to be held. */
  public long holds() {
    return component.holds();
  }

  /** Turns away whoever waits where no route has come back; to be called after a replacement. */
  public void giveUpHeld() {
    component.giveUpHeld();
  }
}
