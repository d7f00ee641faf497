package io.github.sensoringest.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks devices over HTTP, as many at a time as there are, with two threads. Every request ends
 * within its time, however slowly the device answers, and with a bounded answer. Thread-safe.
 */
final class PollClient {
  private static final Logger LOG = LoggerFactory.getLogger(PollClient.class);
  private static final int IDLE_SECONDS = 120;

  /** What came of a request: an answer, or why there is none. */
  record Outcome(String contentType, byte[] body, String failure) {
    boolean isFailure() {
      return failure != null;
    }
  }

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration timeout;
  private final int maxBody;
  private final String authorization;

  /**
   * Creates one.
   *
   * @param timeout how long a request may take as a whole
   * @param maxBody how many bytes an answer may have
   * @param authorization the header {@code Authorization}; empty for none
   * @param perHost how many requests to one host and port may be under way at a time
   */
  PollClient(Duration timeout, int maxBody, String authorization, int perHost) {
    this.timeout = timeout;
    this.maxBody = maxBody;
    this.authorization = authorization;
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(4));
    // A device that is cut off is reported as a failure; Vert.x would log it besides.
    vertx.exceptionHandler(e -> LOG.debug("After the end of a request", e));
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(Math.min(timeout.toMillis(), 60_000)))
                .setKeepAliveTimeout(IDLE_SECONDS),
            new PoolOptions().setHttp1MaxSize(perHost));
  }

  /**
   * Asks a device.
   *
   * @param then gets what came of it, once, in a thread that it must not hold up
   */
  void ask(String url, Consumer<Outcome> then) {
    Call call = new Call(then);
    call.deadline = vertx.setTimer(timeout.toMillis(), id -> call.fail("it took too long"));
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url)
            .putHeader(HttpHeaders.USER_AGENT, "sensor-ingest");
    if (!authorization.isEmpty()) {
      request.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    client
        .request(request)
        .onFailure(call::fail)
        .onSuccess(
            ready -> {
              if (call.begin(ready)) {
                ready.exceptionHandler(call::fail);
                ready.send().onFailure(call::fail).onSuccess(call::receive);
              }
            });
  }

  void close() {
    vertx.close();
  }

  /** One request under way. */
  private final class Call {
    private final Consumer<Outcome> then;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Buffer body = Buffer.buffer();
    private volatile HttpClientRequest request;
    private volatile long deadline;

    Call(Consumer<Outcome> then) {
      this.then = then;
    }

    /** Returns whether there is still time for it; if not, its connection is given back. */
    boolean begin(HttpClientRequest ready) {
      request = ready;
      if (over.get()) {
        ready.reset();
        return false;
      }
      return true;
    }

    void receive(HttpClientResponse response) {
      if (response.statusCode() != 200) {
        fail("it answered " + response.statusCode());
        return;
      }
      response.exceptionHandler(this::fail);
      response.handler(
          part -> {
            if (body.length() + part.length() > maxBody) {
              fail("its answer is larger than maxPayload (" + maxBody + " bytes)");
            } else if (!over.get()) {
              body.appendBuffer(part);
            }
          });
      response.endHandler(
          end -> end(new Outcome(response.getHeader("Content-Type"), body.getBytes(), null)));
    }

    void fail(Throwable why) {
      String message = why.getMessage();
      fail(
          why instanceof IOException && message != null
              ? message
              : why.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }

    void fail(String why) {
      if (end(new Outcome("", new byte[0], why)) && request != null) {
        // What else it sends would be the answer to nothing.
        request.reset();
      }
    }

    private boolean end(Outcome outcome) {
      if (!over.compareAndSet(false, true)) {
        return false;
      }
      vertx.cancelTimer(deadline);
      then.accept(outcome);
      return true;
    }
  }
}
