package io.github.sensoringest.web;

import io.github.sensoringest.sink.SinkStatus;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the gateway takes readings in: down while it starts or drains, and while a required sink
 * fails; up with a warning while its buffer is full, a best-effort sink fails, or alarms are
 * raised.
 */
final class PhaseHealth extends AbstractHealthCheck {
  static final String ID = "gateway";

  private final Parts parts;
  private final Watch watch;

  PhaseHealth(Parts parts, Watch watch) {
    super("sensor-ingest", ID);
    this.parts = parts;
    this.watch = watch;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
    result.detail("phase", watch.phase());
    int waiting = parts.buffer().waiting();
    result.detail(
        "buffer", parts.buffer().size() + " of " + parts.buffer().capacity() + " messages");
    int alarms = parts.alarms().raisedNow();
    if (alarms > 0) {
      result.detail("alarms", alarms);
    }
    List<SinkStatus> failing =
        parts.sinks().status().stream()
            .filter(sink -> sink.present() && sink.failure().isPresent())
            .toList();
    failing.forEach(sink -> result.detail(sink.sink(), sink.failure().get()));
    if (!watch.phase().equals("running")) {
      result.message("the gateway is " + watch.phase()).down();
    } else if (failing.stream().anyMatch(SinkStatus::required)) {
      result
          .message(
              failing.stream().filter(SinkStatus::required).map(SinkStatus::sink).toList()
                  + " fails, and what is for it waits")
          .down();
    } else {
      if (waiting > 0) {
        result.message("the buffer is full, and " + waiting + " messages wait for room");
      }
      result.up();
    }
  }
}
