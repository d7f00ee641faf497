package io.github.sensoringest.store;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the store took what it was last given. Down while it does not, with the reason; up as
 * long as nothing was to be stored. No password is in it.
 */
final class StoreHealth extends AbstractHealthCheck {
  static final String ID = "store";

  private final Store store;

  StoreHealth(Store store) {
    super("sensor-ingest", ID);
    this.store = store;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
    result.detail("database", store.name());
    Optional<StoreException> failure = store.lastFailure();
    if (failure.isPresent()) {
      result.message(failure.get().getMessage()).down();
    } else {
      result.up();
    }
  }
}
