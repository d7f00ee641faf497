package io.github.sensoringest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send a byte now and then, so that they are never idle. */
@Timeout(60)
class SlowClientsTest {
  private static final Duration LIMIT = Duration.ofMillis(400);

  private final HttpListener listener =
      new HttpListener(TestSettings.with("http.port=0").http(), false, LIMIT, LIMIT);

  @BeforeEach
  void listen() {
    listener.start();
    listener
        .router()
        .post("/in")
        .handler(listener.bodyHandler())
        .handler(ctx -> ctx.response().end("taken"));
    listener
        .router()
        .get("/long")
        .handler(
            ctx ->
                listener
                    .vertx()
                    .setTimer(4 * LIMIT.toMillis(), id -> ctx.response().end("at last")));
  }

  @AfterEach
  void stop() {
    listener.stop();
  }

  @Test
  void clientThatNeverEndsItsHeadIsEnded() throws IOException {
    try (Socket client = connect("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")) {
      assertThat(sendUntilEnded(client)).isEmpty();
    }
  }

  @Test
  void clientThatNeverEndsItsBodyIsEnded() throws IOException {
    try (Socket client =
        connect("POST /in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")) {
      assertThat(sendUntilEnded(client)).isEmpty();
    }
  }

  @Test
  void clientThatSendsNothingMoreAfterAnAnswerIsEnded() throws IOException {
    try (Socket client =
        connect("POST /in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nxP")) {
      assertThat(sendUntilEnded(client)).contains("200 OK", "taken");
    }
  }

  @Test
  void clientThatWaitsForItsAnswerIsNot() throws IOException {
    try (Socket client = connect("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      client.setSoTimeout(0);
      byte[] answer = new byte[1_000];

      int length = client.getInputStream().read(answer);

      assertThat(length).isPositive();
      assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII)).contains("at last");
    }
  }

  private Socket connect(String request) throws IOException {
    Socket client = new Socket("127.0.0.1", URI.create(listener.url()).getPort());
    client.setSoTimeout(20);
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  /** Sends byte by byte until the connection is ended; returns what came back. */
  private static String sendUntilEnded(Socket client) {
    StringBuilder answers = new StringBuilder();
    while (true) {
      try {
        client.getOutputStream().write('x');
        int next = client.getInputStream().read();
        while (next >= 0) {
          answers.append((char) next);
          next = client.getInputStream().read();
        }
        return answers.toString();
      } catch (SocketTimeoutException e) {
        // It is still open.
      } catch (IOException e) {
        return answers.toString();
      }
    }
  }
}
