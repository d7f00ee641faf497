package io.github.sensoringest.sink;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;

/** The meters of one sink, with its name as a tag. */
final class SinkMeters implements MeterBinder {
  private static final String SINK = "sensor.ingest.sink";

  /** Up to which it is counted how many times it took no longer, for percentiles over all time. */
  private static final Duration[] LATENCIES = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final String name;
  private final SinkQueue queue;

  SinkMeters(String name, SinkQueue queue) {
    this.name = name;
    this.queue = queue;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    queue.timeWith(
        Timer.builder(SINK + ".latency")
            .tag("sink", name)
            .description("Time that the sink took for rows that it has taken")
            .serviceLevelObjectives(LATENCIES)
            .register(registry));
    FunctionCounter.builder(SINK + ".failures", queue, SinkQueue::failures)
        .tag("sink", name)
        .description(
            "Times that the sink has failed on rows, those that it was tried again with too")
        .register(registry);
    Gauge.builder(SINK + ".waiting", queue, SinkQueue::waitingRows)
        .tag("sink", name)
        .baseUnit("rows")
        .description("Rows of closed windows that wait for the sink")
        .register(registry);
    FunctionCounter.builder(SINK + ".taken", queue, it -> it.counts().takenRows())
        .tag("sink", name)
        .baseUnit("rows")
        .description("Rows that the sink has taken")
        .register(registry);
    FunctionCounter.builder(SINK + ".lost", queue, it -> it.counts().lostRows())
        .tag("sink", name)
        .baseUnit("rows")
        .description("Rows that the sink did not take and that were given up")
        .register(registry);
    FunctionCounter.builder(SINK + ".lost.readings", queue, it -> it.counts().lostReadings())
        .tag("sink", name)
        .baseUnit("readings")
        .description("Readings that the lost rows stood for")
        .register(registry);
  }
}
