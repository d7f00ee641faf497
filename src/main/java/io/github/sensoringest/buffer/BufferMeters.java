package io.github.sensoringest.buffer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of the buffer, which must live as long as they are read. */
final class BufferMeters implements MeterBinder {
  private static final String BUFFER = "sensor.ingest.buffer";

  private final BufferBeans buffer;

  BufferMeters(BufferBeans buffer) {
    this.buffer = buffer;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(BUFFER + ".size", buffer, BufferBeans::size)
        .baseUnit("messages")
        .description("Messages that wait in the buffer")
        .register(registry);
    Gauge.builder(BUFFER + ".capacity", buffer, BufferBeans::capacity)
        .baseUnit("messages")
        .description("Messages that the buffer holds at most")
        .register(registry);
    Gauge.builder(BUFFER + ".waiting", buffer, BufferBeans::waiting)
        .baseUnit("messages")
        .description("Messages whose sources wait for room in the buffer")
        .register(registry);
  }
}
