package io.github.sensoringest.web;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.sink.SinkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the gateway takes readings in: down while it starts or drains, and while a required sink
 * fails; up with a warning while its buffer is full, a best-effort sink fails, or alarms are
 * raised.
 */
final class PhaseHealth extends AbstractHealthCheck {
  static final String ID = "gateway";

  private static final int MOST_NAMED = 20;

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
    List<Alarm> alarms = parts.alarms().current();
    String silent = named(alarms, true);
    if (!alarms.isEmpty()) {
      result.detail("alarms", alarms.size());
      detail(result, "silent", silent);
      detail(result, "raised", named(alarms, false));
    }
    List<SinkStatus> failing = parts.sinks().status().stream().filter(SinkStatus::fails).toList();
    failing.forEach(sink -> result.detail(sink.sink(), sink.failure().get()));
    List<String> failingRequired =
        failing.stream()
            .filter(SinkStatus::required)
            .map(sink -> sink.sink() + " fails (" + sink.failure().get() + ")")
            .toList();
    List<String> said = new ArrayList<>();
    boolean running = watch.phase().equals("running");
    if (!running) {
      said.add("the gateway is " + watch.phase());
    }
    if (!failingRequired.isEmpty()) {
      said.add(String.join(", ", failingRequired) + ", and what is for it waits");
    }
    if (waiting > 0) {
      said.add("the buffer is full, and " + waiting + " messages wait for room");
    }
    if (!silent.isEmpty()) {
      said.add("nothing comes from " + silent);
    }
    if (!said.isEmpty()) {
      result.message(String.join("; ", said));
    }
    result.state(
        running && failingRequired.isEmpty() ? HealthCheck.State.UP : HealthCheck.State.DOWN);
  }

  private static void detail(HealthCheckResultBuilder result, String name, String text) {
    if (!text.isEmpty()) {
      result.detail(name, text);
    }
  }

  /** Names the sensors that are silent, or those that something else is wrong with. */
  private static String named(List<Alarm> alarms, boolean silent) {
    List<String> named =
        alarms.stream()
            .filter(alarm -> alarm.kind().equals(SensorCard.SILENCE) == silent)
            .map(
                alarm ->
                    Printable.of(alarm.sensorId())
                        + " of "
                        + Printable.of(alarm.source())
                        + (silent ? "" : " (" + Printable.of(alarm.kind()) + ")"))
            .sorted()
            .toList();
    return String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())))
        + (named.size() > MOST_NAMED ? " and " + (named.size() - MOST_NAMED) + " more" : "");
  }
}
