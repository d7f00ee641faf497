package io.github.sensoringest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the connections of clients that keep sending and never come to an end: one that sends a byte
 * now and then is not idle, but would hold its connection, and its place among the requests, for
 * ever. Thread-safe.
 */
final class SlowClients {
  private final long headNanos;
  private final long bodyNanos;
  private final Map<HttpConnection, Progress> connections = new ConcurrentHashMap<>();

  /**
   * Creates one.
   *
   * @param head how long a client may take from its connection, or its last answer, until the head
   *     of its next request is there
   * @param body how long it may take from there until all of the body is there
   */
  SlowClients(Duration head, Duration body) {
    headNanos = head.toNanos();
    bodyNanos = body.toNanos();
  }

  /** Looks after the connections from now on. */
  void watch(Vertx vertx) {
    long everyMillis = Math.max(10, Math.min(5_000, Math.min(headNanos, bodyNanos) / 4_000_000));
    vertx.setPeriodic(everyMillis, id -> endSlow(System.nanoTime()));
  }

  void opened(HttpConnection connection) {
    connections.put(connection, new Progress());
  }

  void closed(HttpConnection connection) {
    connections.remove(connection);
  }

  /** Says that the head of a request is there. */
  void began(RoutingContext ctx) {
    Progress progress = connections.get(ctx.request().connection());
    if (progress != null) {
      progress.began(ctx.request());
      ctx.addEndHandler(end -> progress.ended(ctx.request()));
    }
  }

  private void endSlow(long now) {
    connections.forEach(
        (connection, progress) -> {
          if (progress.isOverdue(now)) {
            connections.remove(connection);
            connection.close();
          }
        });
  }

  /** How far a client has come with its request. */
  private final class Progress {
    private HttpServerRequest request;
    private long sinceNanos = System.nanoTime();

    synchronized void began(HttpServerRequest next) {
      request = next;
      sinceNanos = System.nanoTime();
    }

    synchronized void ended(HttpServerRequest answered) {
      // The next one may have come meanwhile.
      if (request == answered) {
        request = null;
        sinceNanos = System.nanoTime();
      }
    }

    synchronized boolean isOverdue(long now) {
      if (request == null) {
        return now - sinceNanos > headNanos;
      }
      // All of a request being there, it is the gateway's turn.
      return !request.isEnded() && now - sinceNanos > bodyNanos;
    }
  }
}
