package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.live.FileStatus;
import io.github.sensoringest.live.FolderStatus;
import io.github.sensoringest.sink.SinkCounts;
import io.github.sensoringest.sink.SinkStatus;
import io.github.sensoringest.window.SourceProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the gateway once a second, so that what is asked often costs nothing however many ask.
 * Thread-safe.
 */
final class Watch {
  /** Over so long a time the rate is worked out, and losses count as of now. */
  private static final long RECENT_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private static final long RATE_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** While readings flow, the numbers are read one after the other, and may differ for a moment. */
  private static final int LOOKS_UNTIL_MISSING = 5;

  private final Parts parts;
  private final SensorBoard board;
  private final Clock clock;
  private final Instant started;
  private final Samples samples = new Samples();
  private volatile String phase = "starting";
  private volatile String overview = "{}";
  private volatile long steadilyMissing;
  private long lastMissing;
  private int looksMissing;

  Watch(Parts parts, SensorBoard board, Clock clock) {
    this.parts = parts;
    this.board = board;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Says what the gateway is about: {@code starting}, {@code running} or {@code draining}. */
  void phase(String now) {
    phase = now;
  }

  String phase() {
    return phase;
  }

  Samples samples() {
    return samples;
  }

  /** Returns the overview of the last look, as JSON. */
  String overview() {
    return overview;
  }

  /**
   * Returns how many readings nothing has accounted for during some looks; 0 if it is but a moment.
   */
  long steadilyMissing() {
    return steadilyMissing;
  }

  /** Takes a look. */
  synchronized void look() {
    Balance total = parts.ledger().total();
    List<SinkStatus> sinks = parts.sinks().status();
    Sample now =
        new Sample(
            clock.millis(),
            total,
            parts.buffer().size(),
            parts.buffer().capacity(),
            parts.buffer().waiting(),
            sinks.stream().map(SinkStatus::counts).mapToLong(SinkCounts::lostRows).sum(),
            parts.alarms().lost(),
            parts.deadLetters().counts().lost());
    samples.add(now);
    // The same difference each time is one that is not going away.
    looksMissing = total.missing() != 0 && total.missing() == lastMissing ? looksMissing + 1 : 0;
    lastMissing = total.missing();
    steadilyMissing = looksMissing >= LOOKS_UNTIL_MISSING ? lastMissing : 0;
    Condition condition =
        Condition.of(
            samples.before(RECENT_MILLIS).orElse(now),
            now,
            steadilyMissing != 0,
            sinks,
            problems(parts.folder().status()));
    overview = json(now, sinks, condition).toString();
  }

  private static List<String> problems(FolderStatus status) {
    List<String> problems = new ArrayList<>();
    if (!status.loaded()) {
      return problems;
    }
    List<FileStatus> sensors =
        status.files().stream().filter(file -> file.role() == Role.SENSOR).toList();
    for (FileStatus file : status.files()) {
      if (file.role() == Role.PIPELINE && !file.runs()) {
        problems.add(file.file() + " of the pipeline does not run");
      }
    }
    if (!sensors.isEmpty() && sensors.stream().noneMatch(FileStatus::runs)) {
      problems.add("No sensor runs");
    }
    return problems;
  }

  private ObjectNode json(Sample now, List<SinkStatus> sinks, Condition condition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("startedAt", started.toString());
    json.put("now", Instant.ofEpochMilli(now.atMillis()).toString());
    json.put("phase", phase);
    json.put("state", condition.state().label());
    ArrayNode reasons = json.putArray("reasons");
    condition.reasons().forEach(reasons::add);
    json.put("rate", samples.rate(RATE_MILLIS));
    ObjectNode buffer = json.putObject("buffer");
    buffer.put("size", now.buffered());
    buffer.put("capacity", now.capacity());
    buffer.put("waiting", now.waiting());
    ObjectNode ledger = json.putObject("ledger");
    balance(ledger, now.total());
    ledger.put("off", steadilyMissing != 0);
    ObjectNode windows = json.putObject("windows");
    List<SourceProgress> progress = parts.windows().progress();
    windows.put("open", progress.stream().mapToInt(SourceProgress::openWindows).sum());
    windows.put("waiting", parts.windows().waiting());
    windows.put("waitingRows", parts.windows().waitingRows());
    json.put("sources", parts.ledger().accounts().size());
    ObjectNode sensors = json.putObject("sensors");
    sensors.put("known", board.size());
    sensors.put("forgotten", board.forgotten());
    json.put("alarms", parts.alarms().raisedNow());
    ArrayNode array = json.putArray("sinks");
    sinks.forEach(sink -> sink(array.addObject(), sink));
    files(json.putObject("files"), parts.folder().status());
    return json;
  }

  static void balance(ObjectNode json, Balance balance) {
    json.put("received", balance.received());
    json.put("windowed", balance.windowed());
    json.put("held", balance.held());
    json.put("late", balance.late());
    json.put("rejected", balance.rejectedInAll());
    json.put("dropped", balance.dropped());
    json.put("suppressed", balance.suppressedInAll());
    json.put("missing", balance.missing());
    json.put("balances", balance.balances());
  }

  private static void sink(ObjectNode json, SinkStatus sink) {
    json.put("name", sink.sink());
    json.put("required", sink.required());
    json.put("present", sink.present());
    json.put("waitingRows", sink.waitingRows());
    json.put("takenRows", sink.counts().takenRows());
    json.put("lostRows", sink.counts().lostRows());
    json.put("failure", sink.failure().orElse(null));
  }

  private static void files(ObjectNode json, FolderStatus status) {
    json.put("generation", status.generation());
    json.put("refusals", status.refusals());
    status.counts().forEach((state, count) -> json.put(state.label(), count));
  }
}
