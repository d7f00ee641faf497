package io.github.sensoringest.http;

import io.github.sensoringest.config.HttpSettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP server of the gateway, which listens from the moment on that a route needs it. It
 * turns away what is not allowed or too much before it reads any of it. Thread-safe.
 */
public final class HttpListener {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

  /** Where the page and what it asks for is, beside the root and files in it. */
  private static final String LOOKING = "/api/v1/";

  /** The only paths that ask for no token: they tell nothing but that a server is there. */
  private static final String PING = "/ping";

  /** The query parameter that tells a source that its client takes it for an InfluxDB. */
  static final String INFLUX = "sensorIngestInflux";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final int LONGEST_QUERY = 64 * 1024;

  private static final int MOST_CONNECTIONS = 1_000;
  private static final int IDLE_SECONDS = 60;

  /** So long a client may take for the head of a request. */
  private static final Duration HEAD = Duration.ofSeconds(IDLE_SECONDS);

  /** So long it may take for the body: the largest takes that at 35 kB a second. */
  private static final Duration BODY = Duration.ofMinutes(2);

  private static final long STOP_SECONDS = 5;

  /** So long a path that is no longer served is taken for one whose route is being replaced. */
  private static final long REPLACED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final HttpSettings settings;
  private final boolean answersWhenStored;
  private final long maxBody;
  private final Semaphore requests;
  private final SlowClients slowClients;
  private final AtomicInteger connections = new AtomicInteger();

  /** When a path was last seen to be served. */
  private final Map<String, Long> served = new ConcurrentHashMap<>();

  /** The path that gets what clients of InfluxDB send; empty for none. */
  private volatile String influxPath = "";

  /** The one that got it last, which may be back soon. */
  private volatile String lastInfluxPath = "";

  private HttpAccess access;
  private OwnSite site;
  private Vertx vertx;
  private Router router;
  private HttpServer server;

  HttpListener(HttpSettings settings, boolean answersWhenStored) {
    this(settings, answersWhenStored, HEAD, BODY);
  }

  /** Creates one that ends clients which take longer than this for head and body of a request. */
  HttpListener(HttpSettings settings, boolean answersWhenStored, Duration head, Duration body) {
    this.settings = settings;
    this.answersWhenStored = answersWhenStored;
    this.slowClients = new SlowClients(head, body);
    this.maxBody = settings.maxBody() * 1024L * 1024L;
    this.requests = new Semaphore(settings.maxRequests());
  }

  /** Returns how many bytes the body of a request may have. */
  long maxBody() {
    return maxBody;
  }

  /** Returns whether those who send get their answer when their readings are stored. */
  boolean answersWhenStored() {
    return answersWhenStored;
  }

  int maxRequests() {
    return settings.maxRequests();
  }

  /**
   * Begins to listen, unless it does already.
   *
   * @throws IllegalStateException if it cannot; the message says why
   */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    String token = settings.token().reveal();
    access = new HttpAccess(token);
    site = new OwnSite(settings.host(), token.isEmpty());
    // A thread for each request that may wait for room, and some that turn others away meanwhile.
    vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(settings.maxRequests() + 4));
    router = Router.router(vertx);
    // With one of its own, Vert.x does not log as an error what clients do.
    router
        .route()
        .failureHandler(
            ctx -> answer(ctx, failure(ctx, ctx.statusCode() < 0 ? 500 : ctx.statusCode())));
    router.route().handler(this::admit);
    router.route("/write").handler(this::toInflux);
    router.route("/api/v2/write").handler(this::toInflux);
    router
        .route("/query")
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_QUERY))
        .handler(new InfluxQueries(() -> !influxPath.isEmpty()));
    router.route(PING).handler(ctx -> ctx.response().setStatusCode(204).end());
    for (int status : new int[] {404, 405, 413, 500, 503}) {
      router.errorHandler(status, ctx -> answer(ctx, failure(ctx, status)));
    }
    try {
      server = listen();
    } catch (CompletionException e) {
      vertx.close();
      throw new IllegalStateException(
          "cannot listen at "
              + settings.url(settings.port())
              + " ("
              + e.getCause().getMessage()
              + "): set http.port or http.host to something else",
          e.getCause());
    }
    slowClients.watch(vertx);
    LOG.info("Listens at {}", settings.url(server.actualPort()));
  }

  private HttpServer listen() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            // What limits the connections would not limit the streams in them.
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    settings
        .tls()
        .ifPresent(
            files ->
                options
                    .setSsl(true)
                    .setUseAlpn(false)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(files.certificate().toString())
                            .setKeyPath(files.key().toString())));
    return vertx
        .createHttpServer(options)
        .connectionHandler(this::connected)
        .requestHandler(router)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void connected(HttpConnection connection) {
    int open = connections.incrementAndGet();
    connection.closeHandler(
        closed -> {
          connections.decrementAndGet();
          slowClients.closed(connection);
        });
    if (open > MOST_CONNECTIONS) {
      connection.close();
    } else {
      slowClients.opened(connection);
    }
  }

  /** Stops to listen. */
  synchronized void stop() {
    if (server == null) {
      return;
    }
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The HTTP server did not stop in time", e);
    }
    server = null;
  }

  /** Returns where routes are added; only once it listens. */
  public synchronized Router router() {
    return router;
  }

  public synchronized Vertx vertx() {
    return vertx;
  }

  /** Returns the address at which it listens, without a slash at the end. */
  public synchronized String url() {
    return settings.url(port());
  }

  /** Returns the port at which it listens; 0 if it does not. */
  synchronized int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Returns what reads the bodies of requests into memory. */
  BodyHandler bodyHandler() {
    // No files: a body is readings, and goes no other way than into memory, up to the limit.
    return BodyHandler.create(false).setBodyLimit(maxBody);
  }

  /**
   * Sends what clients of InfluxDB write to the path as well.
   *
   * @throws IllegalArgumentException if another path gets it
   */
  synchronized void claimInflux(String path) {
    if (!influxPath.isEmpty() && !influxPath.equals(path)) {
      throw new IllegalArgumentException(
          "what clients of InfluxDB send goes to "
              + influxPath
              + " already: set influx to false in one of the two sources");
    }
    influxPath = path;
    lastInfluxPath = path;
  }

  synchronized void releaseInflux(String path) {
    if (influxPath.equals(path)) {
      influxPath = "";
    }
  }

  private void toInflux(RoutingContext ctx) {
    String path = influxPath;
    if (path.isEmpty()) {
      ctx.fail(404);
    } else {
      String query = ctx.request().query();
      ctx.reroute(path + "?" + INFLUX + "=true" + (query == null ? "" : "&" + query));
    }
  }

  /** Lets a request in or turns it away, before any of its body is read. */
  private void admit(RoutingContext ctx) {
    if (ctx.get("admitted") != null) {
      ctx.next();
      return;
    }
    HttpServerRequest request = ctx.request();
    if (ctx.response().writeQueueFull()) {
      // It asks on and on, and reads no answer.
      request.connection().close();
      return;
    }
    slowClients.began(ctx);
    Optional<String> objection =
        site.objection(
            request.getHeader(HttpHeaders.HOST),
            request.getHeader(HttpHeaders.ORIGIN),
            !isLooking(request.method()));
    if (objection.isPresent()) {
      turnAway(ctx, HttpAnswer.error(403, objection.get()));
      return;
    }
    if (!PING.equals(ctx.normalizedPath())
        && !access.allows(request.getHeader(HttpHeaders.AUTHORIZATION), request.getParam("p"))) {
      // A browser asks for a name and a password; the name may be any.
      ctx.response()
          .putHeader("WWW-Authenticate", "Basic realm=\"Sensor Ingest\", charset=\"UTF-8\"");
      turnAway(ctx, HttpAnswer.error(401, "unauthorized access: the token is missing or wrong"));
      return;
    }
    if (length(request) > maxBody) {
      turnAway(ctx, tooLarge());
      return;
    }
    if (isLooking(request.method()) || ctx.normalizedPath().startsWith(LOOKING)) {
      // Who looks takes none of the room of those who send.
      ctx.put("admitted", true);
      protect(ctx.response());
      ctx.next();
      return;
    }
    if (!requests.tryAcquire()) {
      turnAway(ctx, HttpAnswer.error(503, "too many requests at a time: come again"));
      return;
    }
    AtomicBoolean over = new AtomicBoolean();
    ctx.addEndHandler(
        end -> {
          if (over.compareAndSet(false, true)) {
            requests.release();
          }
        });
    ctx.put("admitted", true);
    // What curl says of any body that it is not told the type of; Vert.x would take it for a form.
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      request.headers().remove(HttpHeaders.CONTENT_TYPE);
    } else if (type != null && type.startsWith("multipart/")) {
      turnAway(ctx, HttpAnswer.error(415, HttpReceiver.wrongType(type)));
      return;
    }
    ctx.next();
  }

  private static boolean isLooking(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  /** Says to browsers what a page from here may do: nothing with anything from elsewhere. */
  private static void protect(HttpServerResponse response) {
    response.putHeader("Content-Security-Policy", POLICY);
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("X-Frame-Options", "DENY");
    response.putHeader("Referrer-Policy", "no-referrer");
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  HttpAnswer tooLarge() {
    return HttpAnswer.error(
        413,
        "the body is larger than http.max-body (" + settings.maxBody() + " MB): send less at once");
  }

  /** Answers without reading the body; so the connection can serve no other request. */
  private static void turnAway(RoutingContext ctx, HttpAnswer answer) {
    if (!ctx.request().isEnded()) {
      ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    answer(ctx, answer);
  }

  private static void answer(RoutingContext ctx, HttpAnswer answer) {
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    if (answer.status() == 503) {
      ctx.response().putHeader(HttpHeaders.RETRY_AFTER, HttpAnswer.RETRY_AFTER);
    }
    if (answer.status() == 413 || answer.status() == 503) {
      // There may be a rest of the body, which nobody is to wait for.
      ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    ctx.response()
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(answer.body());
  }

  private HttpAnswer failure(RoutingContext ctx, int status) {
    String path = ctx.normalizedPath();
    return switch (status) {
      case 404 ->
          isBeingReplaced(path)
              ? HttpAnswer.error(503, "what takes in " + path + " is being replaced: come again")
              : HttpAnswer.error(404, "nothing is taken in at " + path);
      case 405 ->
          HttpAnswer.error(
              405,
              ctx.request().method() == HttpMethod.POST
                  ? "nothing is taken in here: ask with GET"
                  : "write with POST");
      case 413 -> tooLarge();
      case 503 ->
          HttpAnswer.error(503, "the request took too long, or nobody takes it: come again");
      default -> {
        LOG.debug("A request failed", ctx.failure());
        yield HttpAnswer.error(500, "the request failed; the log of the gateway says why");
      }
    };
  }

  /** Notes that a path is served, or was until now. */
  void noteServed(String path) {
    served.put(path, System.nanoTime());
  }

  private boolean isBeingReplaced(String path) {
    String real = path.equals("/write") || path.equals("/api/v2/write") ? lastInfluxPath : path;
    Long last = served.get(real);
    return last != null && System.nanoTime() - last < REPLACED_NANOS;
  }
}
