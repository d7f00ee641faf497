package io.github.sensoringest.alarm;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of the alarms. They are as many however many sensors there are. */
public final class AlarmMeters implements MeterBinder {
  private static final String ALARMS = "sensor.ingest.alarms";

  private final Alarms alarms;

  /** Creates the meters of these alarms, which must live as long as the meters are read. */
  public AlarmMeters(Alarms alarms) {
    this.alarms = requireNonNull(alarms, "alarms is null");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(ALARMS + ".active", alarms, Alarms::raisedNow)
        .description("Alarms that are raised at the moment")
        .register(registry);
    FunctionCounter.builder(ALARMS + ".raised", alarms, Alarms::raised)
        .description("Alarms that were raised")
        .register(registry);
    FunctionCounter.builder(ALARMS + ".cleared", alarms, Alarms::cleared)
        .description("Alarms that were cleared")
        .register(registry);
    FunctionCounter.builder(ALARMS + ".lost", alarms, Alarms::lost)
        .description("Alarms that nobody was told of, as the queue behind direct:alarms was full")
        .register(registry);
  }
}
