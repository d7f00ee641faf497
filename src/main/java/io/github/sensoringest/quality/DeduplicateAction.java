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
 * Takes out readings whose sensor and timestamp have come before, within a horizon. They are
 * counted as suppressed. The kamelet {@code deduplicate-action} makes one for each use and says
 * what the parameters mean; {@link #init} checks them. What is no usable reading, or a bare number,
 * which has no timestamp of its own, passes as it is. Thread-safe.
 */
public class DeduplicateAction extends ServiceSupport implements Processor, CamelContextAware {
  private static final int MOST_REMEMBERED = 10_000_000;

  private CamelContext camelContext;
  private String horizon = "10m";
  private String remember = "100000";

  private Quality quality;
  private long horizonNanos;
  private int most;
  private volatile Map<String, SeenReadings> sources = new ConcurrentHashMap<>();

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    quality = Quality.of(camelContext);
    try {
      horizonNanos = Parameters.duration("horizon", horizon).toNanos();
      most = Parameters.whole("remember", remember, 1, MOST_REMEMBERED);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("deduplicate-action: " + e.getMessage());
    }
  }

  /** Begins anew: what came before a stop is forgotten. */
  @Override
  protected void doStart() {
    sources = new ConcurrentHashMap<>();
  }

  @Override
  public void process(Exchange exchange) {
    long nowMillis = quality.nowMillis();
    MessageReadings readings = quality.readings(exchange, nowMillis);
    if (readings.isUndated()) {
      return;
    }
    SeenReadings seen =
        sources.computeIfAbsent(
            readings.source(), source -> new SeenReadings(source, horizonNanos, most));
    List<SensorReading> first = takeOut(readings, seen, EpochNanos.ofMillis(nowMillis));
    quality.suppress(readings.source(), SuppressReason.DUPLICATE, readings.removed());
    readings.finish();
    if (!first.isEmpty()) {
      readings.onCompletion(new NotDelivered(seen, first));
    }
  }

  private List<SensorReading> takeOut(
      MessageReadings readings, SeenReadings seen, long nowEpochNanos) {
    long nowNanos = quality.nowNanos();
    List<SensorReading> first = new ArrayList<>();
    synchronized (seen) {
      seen.forgetWhatIsOld(nowNanos);
      for (int i = 0; i < readings.size(); i++) {
        SensorReading reading = readings.get(i);
        if (reading == null || !quality.isTimely(reading, nowEpochNanos)) {
          continue;
        }
        if (seen.isFirst(reading, nowNanos)) {
          first.add(reading);
        } else {
          readings.remove(i);
        }
      }
    }
    return first;
  }

  /** What failed on its way may be sent again by its source, and is then no repeat. */
  private static final class NotDelivered extends SynchronizationAdapter {
    private final SeenReadings seen;
    private final List<SensorReading> first;

    NotDelivered(SeenReadings seen, List<SensorReading> first) {
      this.seen = seen;
      this.first = first;
    }

    @Override
    public void onFailure(Exchange exchange) {
      synchronized (seen) {
        first.forEach(seen::forget);
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

  /** Sets for how long a reading is remembered. */
  public void setHorizon(String horizon) {
    this.horizon = horizon;
  }

  /** Sets how many readings of a source are remembered at most. */
  public void setRemember(String remember) {
    this.remember = remember;
  }
}
