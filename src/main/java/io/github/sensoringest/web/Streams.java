package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.config.Suggestions;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.SensorReading;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Streams of server-sent events. A viewer that is slow misses events, and one that takes none for
 * long is cut off; neither holds anything up or takes memory. Thread-safe.
 */
final class Streams {
  /** So many may look at a time. */
  static final int MOST_VIEWERS = 100;

  private static final long OVERVIEW_EVERY_MILLIS = 1_000;
  private static final long READINGS_EVERY_MILLIS = 250;

  /** So many readings of a tap are shown at once, evenly chosen. */
  private static final int READINGS_AT_ONCE = 25;

  /** Finding what was meant takes time: for a long name, or among many, it is not done. */
  private static final int LONGEST_GUESSED = 100;

  private static final int MOST_GUESSED = 1_000;

  private static final int MOST_STUCK_MILLIS = 30_000;
  private static final int BYTES_QUEUED = 256 * 1024;

  private final Parts parts;
  private final Watch watch;
  private final ReadingTaps taps;
  private final Vertx vertx;
  private final AtomicInteger viewers = new AtomicInteger();

  Streams(Parts parts, Watch watch, ReadingTaps taps, Vertx vertx) {
    this.parts = parts;
    this.watch = watch;
    this.taps = taps;
    this.vertx = vertx;
  }

  void addTo(Router router) {
    router.get(WebApi.PATH + "stream").handler(this::overview);
    router.get(WebApi.PATH + "tap").handler(this::tap);
  }

  int viewers() {
    return viewers.get();
  }

  private void overview(RoutingContext ctx) {
    open(
        ctx,
        OVERVIEW_EVERY_MILLIS,
        () -> "event: overview\ndata: " + watch.overview() + "\n\n",
        () -> {});
  }

  private void tap(RoutingContext ctx) {
    String source = ctx.queryParams().get("source");
    if (source == null || source.isEmpty()) {
      WebApi.send(ctx, 400, WebApi.error("source is missing"));
      return;
    }
    Set<String> sources = new TreeSet<>();
    parts.ledger().accounts().forEach(account -> sources.add(account.source()));
    if (!sources.contains(source) && parts.folder().fileOf(source).isEmpty()) {
      WebApi.send(
          ctx,
          404,
          WebApi.error(
              "there is no source '"
                  + Printable.of(source)
                  + "'"
                  + (source.length() > LONGEST_GUESSED || sources.size() > MOST_GUESSED
                      ? ""
                      : Suggestions.didYouMean(source, sources))));
      return;
    }
    ReadingTaps.Tap tap = taps.open(source);
    TapEvents events = new TapEvents(tap);
    if (!open(ctx, READINGS_EVERY_MILLIS, events::next, () -> taps.close(tap))) {
      taps.close(tap);
    }
  }

  /**
   * Begins a stream.
   *
   * @param next returns the next event, or an empty text if there is none
   */
  private boolean open(
      RoutingContext ctx, long everyMillis, Supplier<String> next, Runnable whenClosed) {
    if (viewers.incrementAndGet() > MOST_VIEWERS) {
      viewers.decrementAndGet();
      WebApi.send(ctx, 503, WebApi.error("too many look already: close another page"));
      return false;
    }
    HttpServerResponse response = ctx.response();
    response.setChunked(true);
    response.setWriteQueueMaxSize(BYTES_QUEUED);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n" + next.get());
    Viewer viewer = new Viewer(response, everyMillis, next);
    long timer = vertx.setPeriodic(everyMillis, id -> viewer.tick());
    // Comes once, however the connection ends.
    ctx.addEndHandler(
        end -> {
          vertx.cancelTimer(timer);
          viewers.decrementAndGet();
          whenClosed.run();
        });
    return true;
  }

  /** One who looks; only ever used by the event loop of its connection. */
  private static final class Viewer {
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final HttpServerResponse response;
    private final long everyMillis;
    private final Supplier<String> next;
    private long stuckMillis;
    private long quietMillis;

    Viewer(HttpServerResponse response, long everyMillis, Supplier<String> next) {
      this.response = response;
      this.everyMillis = everyMillis;
      this.next = next;
    }

    void tick() {
      if (response.ended() || response.closed()) {
        return;
      }
      if (response.writeQueueFull()) {
        stuckMillis += everyMillis;
        if (stuckMillis >= MOST_STUCK_MILLIS) {
          response.reset();
        }
        return;
      }
      stuckMillis = 0;
      String event = next.get();
      if (!event.isEmpty()) {
        quietMillis = 0;
        response.write(event);
      } else if ((quietMillis += everyMillis) >= HEARTBEAT_MILLIS) {
        // Tells a dead connection from a quiet one.
        quietMillis = 0;
        response.write(": still here\n\n");
      }
    }
  }

  /** The events of a tap. */
  private static final class TapEvents {
    private final ReadingTaps.Tap tap;
    private long shown;
    private long skipped;

    TapEvents(ReadingTaps.Tap tap) {
      this.tap = tap;
    }

    String next() {
      ReadingTaps.Tap.Taken taken = tap.take();
      int count = taken.readings().size();
      if (count == 0) {
        return "";
      }
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode readings = json.putArray("readings");
      int some = Math.min(count, READINGS_AT_ONCE);
      for (int i = 0; i < some; i++) {
        write(taken.readings().get((int) ((long) i * count / some)), readings.addObject());
      }
      shown += some;
      skipped += taken.skipped() + count - some;
      json.put("shown", shown);
      json.put("skipped", skipped);
      return "event: readings\ndata: " + json + "\n\n";
    }

    private static void write(SensorReading reading, ObjectNode json) {
      json.put("sensorId", reading.sensorId());
      json.put("timestamp", reading.timestamp().toString());
      json.put("value", SensorList.number(reading.value()));
      json.put("unit", reading.unit() == null ? "" : reading.unit());
      json.put("flags", reading.flags());
    }
  }
}
