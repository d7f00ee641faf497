package io.github.sensoringest.swap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Endpoint;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's {@code direct} component with a {@link Door} for each name, so that the route behind it
 * can be replaced while messages come. Camel's own producers keep the consumer that they found, and
 * may still send to it when its route has been stopped.
 */
@Component("direct")
final class DoorComponent extends DirectComponent {
  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private final AtomicLong holds = new AtomicLong();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    DoorEndpoint endpoint = new DoorEndpoint(uri, this);
    endpoint.setBlock(isBlock());
    endpoint.setTimeout(getTimeout());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  @Override
  public void addConsumer(String key, DirectConsumer consumer) {
    super.addConsumer(key, consumer);
    door(key).open((DoorConsumer) consumer);
  }

  @Override
  public void removeConsumer(String key, DirectConsumer consumer) {
    super.removeConsumer(key, consumer);
    door(key).close((DoorConsumer) consumer);
  }

  Door door(String key) {
    return doors.computeIfAbsent(key, name -> new Door(holds::incrementAndGet));
  }

  /** Returns the names, such as {@code direct://sink-log}, whose routes are being replaced. */
  List<String> held() {
    return doors.entrySet().stream()
        .filter(door -> door.getValue().isHeld())
        .map(Map.Entry::getKey)
        .toList();
  }

  long holds() {
    return holds.get();
  }

  /** Turns away who waits for a consumer at one of the doors that are still held. */
  void giveUpHeld() {
    doors.values().stream().filter(Door::isHeld).forEach(Door::gone);
  }
}
