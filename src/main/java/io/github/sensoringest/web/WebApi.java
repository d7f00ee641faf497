package io.github.sensoringest.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.store.StoreException;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JSON that the page, {@code top} and others ask for, below {@link #PATH}. What it takes is
 * worked out off the event loop. Thread-safe.
 */
final class WebApi {
  static final String PATH = "/api/v1/";

  /** The header that a request must have that changes something: no other page can send it. */
  static final String SENT_BY_PAGE = "X-Requested-With";

  private static final Logger LOG = LoggerFactory.getLogger(WebApi.class);
  private static final String TYPE = "application/json; charset=utf-8";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_BODY = 16 * 1024;
  private static final int USUAL_SENSORS = 100;
  private static final int USUAL_LETTERS = 50;
  private static final int USUAL_POINTS = 1_000;
  private static final int MOST_POINTS = 20_000;
  private static final int MOST_SOURCES = 10_000;

  /** Answers a request. */
  private interface Answer {
    JsonNode to(Query query) throws IOException;
  }

  /** Answers a request that changes something. */
  private interface Change {
    JsonNode to(JsonNode body) throws IOException;
  }

  private final Parts parts;
  private final Watch watch;
  private final ReadingTaps taps;
  private final SensorList sensors;
  private final WindowSeries windows;
  private final FileList files;
  private final RefusedList refused;
  private final WorkerExecutor workers;
  private final Unsent unsent;
  private final Clock clock;

  WebApi(
      Parts parts,
      Watch watch,
      ReadingTaps taps,
      SensorList sensors,
      WindowSeries windows,
      RefusedList refused,
      WorkerExecutor workers,
      Unsent unsent,
      Clock clock) {
    this.parts = parts;
    this.watch = watch;
    this.taps = taps;
    this.sensors = sensors;
    this.windows = windows;
    this.files = new FileList(parts.folder());
    this.refused = refused;
    this.workers = workers;
    this.unsent = unsent;
    this.clock = clock;
  }

  void addTo(Router router) {
    router.get(PATH + "overview").handler(ctx -> send(ctx, 200, watch.overview()));
    get(router, "history", query -> history());
    get(router, "sensors", this::sensors);
    get(router, "sensor", this::sensor);
    get(router, "sources", this::sources);
    get(router, "ledger", query -> ledger());
    get(router, "windows", this::windows);
    get(router, "files", query -> files.files());
    get(router, "events", query -> files.events(query.number("after", 0, 0, Long.MAX_VALUE)));
    get(router, "rejected", this::rejected);
    post(
        router,
        "rejected/replay",
        body -> refused.replay(text(body, "reason"), text(body, "source")));
  }

  private void get(Router router, String path, Answer answer) {
    router
        .get(PATH + path)
        .handler(ctx -> work(ctx, () -> answer.to(new Query(ctx.queryParams()))));
  }

  private void post(Router router, String path, Change change) {
    router
        .post(PATH + path)
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(
            ctx -> {
              if (ctx.request().getHeader(SENT_BY_PAGE) == null) {
                send(ctx, 403, error("the header " + SENT_BY_PAGE + " is missing"));
                return;
              }
              work(ctx, () -> change.to(body(ctx)));
            });
  }

  private static JsonNode body(RoutingContext ctx) {
    try {
      String text = ctx.body().asString();
      JsonNode body =
          text == null || text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw new BadRequest("the body is no JSON: " + e.getOriginalMessage());
    }
    throw new BadRequest("the body must be a JSON object");
  }

  private static Optional<String> text(JsonNode body, String name) {
    return Optional.ofNullable(body.path(name).textValue()).filter(text -> !text.isEmpty());
  }

  private void work(RoutingContext ctx, java.util.concurrent.Callable<JsonNode> job) {
    if (unsent.begin(ctx)) {
      workers
          .executeBlocking(() -> Buffer.buffer(job.call().toString()), false)
          .onSuccess(json -> unsent.send(ctx, TYPE, json))
          .onFailure(
              failure -> {
                unsent.giveUp();
                fail(ctx, failure);
              });
    }
  }

  private static void fail(RoutingContext ctx, Throwable failure) {
    if (failure instanceof BadRequest) {
      send(ctx, 400, error(failure.getMessage()));
    } else if (failure instanceof NotThere) {
      send(ctx, 404, error(failure.getMessage()));
    } else if (failure instanceof StoreException || failure instanceof IOException) {
      send(ctx, 503, error(failure.getMessage()));
    } else {
      LOG.warn("A request of the page failed: {}", ctx.normalizedPath(), failure);
      send(ctx, 500, error("it failed; the log of the gateway says why"));
    }
  }

  static String error(String message) {
    return JsonNodeFactory.instance.objectNode().put("error", message).toString();
  }

  static void send(RoutingContext ctx, int status, String json) {
    if (!ctx.response().ended()) {
      ctx.response()
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(json);
    }
  }

  /** Something that was asked for is not known. */
  private static final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThere(String message) {
      super(message);
    }
  }

  private JsonNode history() {
    List<Sample> samples = watch.samples().all();
    ObjectNode json = JSON.createObjectNode();
    ArrayNode times = json.putArray("t");
    ArrayNode rates = json.putArray("rate");
    ArrayNode fills = json.putArray("fill");
    for (int i = 1; i < samples.size(); i++) {
      Sample before = samples.get(i - 1);
      Sample now = samples.get(i);
      long elapsed = Math.max(1, now.atMillis() - before.atMillis());
      times.add(now.atMillis() / 1e3);
      rates.add((now.total().received() - before.total().received()) * 1e3 / elapsed);
      fills.add(now.fill());
    }
    return json;
  }

  private JsonNode sensors(Query query) {
    taps.looking();
    String order = query.text("order").orElse("asc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw new BadRequest("order must be asc or desc, not '" + order + "'");
    }
    return sensors.find(
        query.text("search").orElse(""),
        query.text("sort").orElse("state"),
        order.equals("desc"),
        (int) query.number("limit", USUAL_SENSORS, 1, SensorList.MOST));
  }

  private JsonNode sensor(Query query) {
    taps.looking();
    String source = query.needed("source");
    String sensorId = query.needed("sensor");
    return sensors
        .find(source, sensorId)
        .orElseThrow(
            () -> new NotThere("nothing is known of a sensor '" + sensorId + "' of " + source));
  }

  private JsonNode sources(Query query) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode array = json.putArray("sources");
    parts.ledger().balances().stream()
        .limit(query.number("limit", MOST_SOURCES, 1, MOST_SOURCES))
        .forEach(balance -> source(balance, array.addObject()));
    return json;
  }

  private void source(Balance balance, ObjectNode json) {
    json.put("source", balance.source());
    json.put("file", parts.folder().fileOf(balance.source()).orElse(null));
    Watch.balance(json, balance);
    json.put("blockedSeconds", balance.blockedNanos() / 1e9);
  }

  private JsonNode ledger() {
    Balance total = parts.ledger().total();
    ObjectNode json = JSON.createObjectNode();
    Watch.balance(json, total);
    ObjectNode rejected = json.putObject("rejectedByReason");
    total.rejected().forEach((reason, count) -> rejected.put(reason.label(), count));
    ObjectNode suppressed = json.putObject("suppressedByReason");
    total.suppressed().forEach((reason, count) -> suppressed.put(reason.label(), count));
    json.put("blockedSeconds", total.blockedNanos() / 1e9);
    return json;
  }

  private JsonNode windows(Query query) {
    Instant now = clock.instant();
    Instant from = query.moment("from", now.minus(Duration.ofHours(1)));
    Instant to = query.moment("to", now.plus(Duration.ofDays(1)));
    if (!from.isBefore(to)) {
      throw new BadRequest("from must be before to");
    }
    return windows.find(
        query.needed("source"),
        query.needed("sensor"),
        from,
        to,
        (int) query.number("points", USUAL_POINTS, 1, MOST_POINTS));
  }

  private JsonNode rejected(Query query) throws IOException {
    return refused.find(
        query.text("reason"),
        query.text("source"),
        (int) query.number("limit", USUAL_LETTERS, 0, USUAL_LETTERS * 10));
  }
}
