package io.github.sensoringest.swap;

import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectConsumer;

/** The consumer behind a {@link Door}. */
final class DoorConsumer extends DirectConsumer implements PausableConsumer {
  private final Door door;

  DoorConsumer(DoorEndpoint endpoint, Processor processor, String key, Door door) {
    super(endpoint, processor, key);
    this.door = door;
  }

  @Override
  public void pause() {
    door.hold();
  }

  @Override
  public void unpause() {
    door.open(this);
  }

  @Override
  public boolean isPaused() {
    return door.isHeld();
  }

  @Override
  public long inside() {
    return door.inside();
  }
}
