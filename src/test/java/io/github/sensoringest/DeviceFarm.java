package io.github.sensoringest;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Devices that answer {@code GET /NUMBER} with a reading each, in a server of their own. They can
 * wait for each other, hang, fail, and be switched off and on. Thread-safe.
 */
public final class DeviceFarm implements AutoCloseable {
  /** How a device behaves. */
  public enum Behaviour {
    WELL,
    HANGS,
    FAILS,
    TRICKLES,
    TALKS_WITHOUT_END
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<Integer, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private int waitFor;
  private int port;
  private HttpServer server;

  /** Creates one that is switched on. */
  public DeviceFarm() {
    on();
  }

  /** Switches the farm on, at the port that it had before. */
  public void on() {
    server = vertx.createHttpServer().requestHandler(this::asked);
    server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    port = server.actualPort();
  }

  /** Switches the farm off: connections end, and none can be made. */
  public void off() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Returns the URLs of the devices with these numbers. */
  public String devices(int from, int to) {
    return "http://127.0.0.1:" + port + "/{" + from + ".." + to + "}";
  }

  /** Has all answers wait until so many requests are under way at the same time. */
  public synchronized void answerOnlyTogether(int requests) {
    waitFor = requests;
  }

  /** Has a device behave so from now on. */
  public void behave(int device, Behaviour behaviour) {
    behaviours.put(device, behaviour);
  }

  /** Returns how often a device has been asked. */
  public int asked(int device) {
    return asked.computeIfAbsent(device, it -> new AtomicInteger()).get();
  }

  /** Returns how many answers have been written. */
  public long answered() {
    return answered.get();
  }

  private void asked(HttpServerRequest request) {
    int device = Integer.parseInt(request.path().substring(1));
    asked.computeIfAbsent(device, it -> new AtomicInteger()).incrementAndGet();
    switch (behaviours.getOrDefault(device, Behaviour.WELL)) {
      case WELL -> whenTogether(() -> answer(request, device));
      case FAILS -> request.response().setStatusCode(500).end("out of order");
      case TRICKLES -> {
        request.response().setChunked(true);
        vertx.setPeriodic(20, id -> request.response().write(" "));
      }
      case TALKS_WITHOUT_END -> {
        request.response().setChunked(true);
        vertx.setPeriodic(1, id -> request.response().write(" ".repeat(100_000)));
      }
      case HANGS -> {}
    }
  }

  private synchronized void whenTogether(Runnable answer) {
    waiting.add(answer);
    if (waiting.size() >= waitFor) {
      List<Runnable> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(Runnable::run);
    }
  }

  private void answer(HttpServerRequest request, int device) {
    answered.incrementAndGet();
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end("{\"sensorId\":\"D" + device + "\",\"value\":" + device + "}");
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
