package io.github.sensoringest.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Devices behind one port that answer {@code GET /ASKER/NUMBER} with a reading after a while. They
 * wait by a timer and not each in a thread, so that all can be asked at the same time. Thread-safe.
 */
final class SlowDevices implements AutoCloseable {
  /** All devices may be called at once by an asker that has no connection yet. */
  private static final int BACKLOG = 20_000;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));

  private final Map<String, Asked> askers = new ConcurrentHashMap<>();
  private final long delayMillis;
  private final HttpServer server;

  private static final class Asked {
    private long requests;
    private boolean inRound;
    private long beganNanos;
  }

  /** Switches them on, at a port that is free. */
  SlowDevices(Duration delay) {
    delayMillis = delay.toMillis();
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
            .requestHandler(this::answer);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  int port() {
    return server.actualPort();
  }

  /**
   * Has the next request of this asker be the first of a round, and returns how often it has asked
   * before.
   */
  long beginRound(String asker) {
    Asked asked = asked(asker);
    synchronized (asked) {
      asked.inRound = false;
      return asked.requests;
    }
  }

  /** Returns how often the asker has asked. */
  long requests(String asker) {
    Asked asked = asked(asker);
    synchronized (asked) {
      return asked.requests;
    }
  }

  /** Returns when the first request of the round came, as {@link System#nanoTime()}. */
  long beganNanos(String asker) {
    Asked asked = asked(asker);
    synchronized (asked) {
      return asked.beganNanos;
    }
  }

  private Asked asked(String asker) {
    return askers.computeIfAbsent(asker, it -> new Asked());
  }

  private void answer(HttpServerRequest request) {
    String path = request.path();
    int slash = path.indexOf('/', 1);
    Asked asked = asked(path.substring(1, slash));
    synchronized (asked) {
      asked.requests++;
      if (!asked.inRound) {
        asked.inRound = true;
        asked.beganNanos = System.nanoTime();
      }
    }
    String number = path.substring(slash + 1);
    vertx.setTimer(
        delayMillis,
        id ->
            request
                .response()
                .putHeader("Content-Type", "application/json")
                .end("{\"sensorId\":\"DEVICE_" + number + "\",\"value\":" + number + ".5}"));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
