package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.window.WindowSummary;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for much and read nothing of it. */
@Timeout(120)
class SlowViewersTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int SENSORS = 2_000;

  /** An answer is larger than what the system keeps for a connection. */
  private static final String REQUEST =
      "GET /api/v1/sensors?limit=" + SENSORS + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final List<Socket> clients = new ArrayList<>();
  private PageServer server;

  @BeforeEach
  void serve(@TempDir Path data) throws Exception {
    server = new PageServer("data.folder=" + data);
    String end = "x".repeat(4_000);
    List<WindowSummary> windows = new ArrayList<>();
    for (int i = 0; i < SENSORS; i++) {
      windows.add(WindowSummaries.of("plant", "S" + i + end, Instant.EPOCH, 1));
    }
    server.windows(windows.toArray());
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    server.close();
  }

  private Socket connect() throws IOException {
    Socket client = new Socket();
    clients.add(client);
    client.setReceiveBufferSize(2_048);
    client.connect(new InetSocketAddress("127.0.0.1", server.uri("/").getPort()), 10_000);
    return client;
  }

  private static void ask(Socket client) throws IOException {
    client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
  }

  private int status() throws Exception {
    HttpResponse<String> response = server.get("/api/v1/ledger");
    return response.statusCode();
  }

  @Test
  void clientThatAsksOnAndReadsNothingIsEnded() throws IOException {
    long answer = SENSORS * 4_000L;
    long read = 0;
    Socket client = connect();
    try {
      for (int i = 0; i < 1_000; i++) {
        ask(client);
      }
      // Now it reads; but it has been ended before it was sent what it did not take.
      byte[] some = new byte[1 << 16];
      int length = 0;
      while (length >= 0 && read < 3 * answer) {
        read += length;
        length = client.getInputStream().read(some);
      }
    } catch (IOException e) {
      // It was ended so.
    }

    assertThat(read).isLessThan(3 * answer);
  }

  @Test
  void answersThatNobodyReadsAreOnlySoManyAndOthersAreToldToComeAgain() throws Exception {
    for (int i = 0; i < Unsent.MOST; i++) {
      ask(connect());
    }
    await().atMost(LONG).until(() -> status() == 503);
    assertThat(server.get("/api/v1/overview").statusCode()).isEqualTo(200);
    assertThat(server.get("/observe/health/live").statusCode()).isEqualTo(200);

    for (Socket client : clients) {
      client.close();
    }

    await().atMost(LONG).until(() -> status() == 200);
  }
}
