package io.github.sensoringest.quality;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SuppressReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Passes a reading on only if it differs enough from the last one of its sensor that was passed on,
 * or if that was long ago. What is held back is counted as suppressed. The kamelet {@code
 * deadband-action} makes one for each use and says what the parameters mean; {@link #init} checks
 * them. What is no usable reading passes as it is. Thread-safe.
 */
public class DeadbandAction extends ServiceSupport implements Processor, CamelContextAware {

  private CamelContext camelContext;
  private String absolute = "";
  private String percent = "";
  private String heartbeat = "1m";

  private Quality quality;
  private Deadband deadband;
  private volatile Map<String, SensorMemory<LastPassed>> sources = new ConcurrentHashMap<>();

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    quality = Quality.of(camelContext);
    try {
      deadband =
          new Deadband(
              Parameters.optionalDistance("absolute", absolute),
              Parameters.optionalDistance("percent", percent),
              heartbeat.isBlank()
                  ? Long.MAX_VALUE
                  : Parameters.duration("heartbeat", heartbeat).toNanos());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("deadband-action: " + e.getMessage());
    }
  }

  /** Begins anew: the next reading of each sensor passes. */
  @Override
  protected void doStart() {
    sources = new ConcurrentHashMap<>();
  }

  @Override
  public void process(Exchange exchange) {
    long nowMillis = quality.nowMillis();
    MessageReadings readings = quality.readings(exchange, nowMillis);
    SensorMemory<LastPassed> memory =
        sources.computeIfAbsent(
            readings.source(),
            source ->
                new SensorMemory<>(source, "deadband-action", LastPassed::new, forgotten -> {}));
    List<LastPassed> passed;
    synchronized (memory) {
      passed = holdBack(readings, memory, EpochNanos.ofMillis(nowMillis));
    }
    quality.suppress(readings.source(), SuppressReason.DEADBAND, readings.removed());
    readings.finish();
    if (!passed.isEmpty()) {
      readings.onCompletion(new NotDelivered(memory, passed));
    }
  }

  private List<LastPassed> holdBack(
      MessageReadings readings, SensorMemory<LastPassed> memory, long nowEpochNanos) {
    long nowNanos = quality.nowNanos();
    List<LastPassed> passed = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      SensorReading reading = readings.get(i);
      if (reading == null || !quality.isTimely(reading, nowEpochNanos)) {
        continue;
      }
      LastPassed last = memory.of(reading.sensorId(), nowNanos);
      if (last.passes(reading, deadband)) {
        last.passed(reading);
        passed.add(last);
      } else {
        readings.remove(i);
      }
    }
    return passed;
  }

  /**
   * What failed on its way has not been passed on: the next reading of these sensors is, whatever
   * its value, so that nothing is held back for the sake of one that nobody has.
   */
  private static final class NotDelivered extends SynchronizationAdapter {
    private final SensorMemory<LastPassed> memory;
    private final List<LastPassed> passed;

    NotDelivered(SensorMemory<LastPassed> memory, List<LastPassed> passed) {
      this.memory = memory;
      this.passed = passed;
    }

    @Override
    public void onFailure(Exchange exchange) {
      synchronized (memory) {
        passed.forEach(LastPassed::forget);
      }
    }
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets by how much a value must differ; blank: no matter. */
  public void setAbsolute(String absolute) {
    this.absolute = absolute;
  }

  /** Sets by how many percent of the last value a value must differ; blank: no matter. */
  public void setPercent(String percent) {
    this.percent = percent;
  }

  /** Sets after how long a reading passes in any case; blank: never. */
  public void setHeartbeat(String heartbeat) {
    this.heartbeat = heartbeat;
  }
}
