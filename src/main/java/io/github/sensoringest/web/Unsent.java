package io.github.sensoringest.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;

/**
 * The answers that are being worked out or are on their way. They may be large, so there are only
 * so many, lest clients that ask and do not read fill the memory. Thread-safe.
 */
final class Unsent {
  static final int MOST = 32;

  private final Semaphore room = new Semaphore(MOST);

  /** Makes room for an answer, or turns the client away and returns false. */
  boolean begin(RoutingContext ctx) {
    boolean begun = room.tryAcquire();
    if (!begun) {
      ctx.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
      WebApi.send(ctx, 503, WebApi.error("too many ask at a time: come again"));
    }
    return begun;
  }

  /** Sends an answer that was begun. Its room is free when the client has taken it, or has gone. */
  void send(RoutingContext ctx, String type, Buffer text) {
    if (ctx.response().ended() || ctx.response().closed()) {
      room.release();
      return;
    }
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(text)
        .onComplete(sent -> room.release());
  }

  /** Says that there will be no answer of any size to what was begun. */
  void giveUp() {
    room.release();
  }
}
