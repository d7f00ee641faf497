package io.github.sensoringest.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Some who look at the page of a gateway: each follows its stream, and asks for what a page asks
 * for, as often as a page does. Thread-safe.
 */
final class Viewers implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  /** What a page asks for, and every how many milliseconds. */
  private record Question(String path, long everyMillis) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("sensors?sort=state&order=asc&limit=100", 2_000),
          new Question("history", 2_000),
          new Question("files", 10_000),
          new Question("events", 10_000),
          new Question("rejected?limit=50", 15_000));

  private final String api;
  private final HttpClient client;
  private final ScheduledExecutorService asking;
  private final List<InputStream> streams = new ArrayList<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();

  /** Opens so many, and returns when each has been shown something. */
  Viewers(HttpClient client, String pageUrl, int count) throws IOException, InterruptedException {
    this.client = client;
    this.api = pageUrl + "/api/v1/";
    this.asking = Executors.newScheduledThreadPool(1);
    CountDownLatch shown = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      InputStream stream =
          client.send(request("stream"), HttpResponse.BodyHandlers.ofInputStream()).body();
      streams.add(stream);
      Thread follower = new Thread(() -> follow(stream, shown), "viewer-" + i);
      follower.setDaemon(true);
      follower.start();
      for (Question question : QUESTIONS) {
        // Spread as those of people who came at any time.
        long delay = question.everyMillis * (i + 1) / (count + 1);
        asking.scheduleAtFixedRate(
            () -> ask(question.path), delay, question.everyMillis, TimeUnit.MILLISECONDS);
      }
    }
    if (!shown.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the page of the gateway shows nothing");
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path)).build();
  }

  private void follow(InputStream stream, CountDownLatch shown) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      boolean first = true;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          events.incrementAndGet();
          if (first) {
            shown.countDown();
            first = false;
          }
        }
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void ask(String path) {
    client
        .sendAsync(request(path), HttpResponse.BodyHandlers.ofByteArray())
        .thenAccept(
            answer -> {
              if (answer.statusCode() == 200) {
                answers.incrementAndGet();
              }
            });
  }

  /** Returns how often they were shown something. */
  long events() {
    return events.get();
  }

  /** Returns how many of their questions were answered. */
  long answers() {
    return answers.get();
  }

  @Override
  public void close() throws IOException {
    asking.shutdownNow();
    for (InputStream stream : streams) {
      stream.close();
    }
  }
}
