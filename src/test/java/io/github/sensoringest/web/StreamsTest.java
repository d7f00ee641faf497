package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
  private PageServer server;

  @BeforeEach
  void serve(@TempDir Path data) throws Exception {
    server = new PageServer("data.folder=" + data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void overviewComesAtOnceAndSaysHowToReconnect() throws Exception {
    try (Stream<String> lines = server.follow("/api/v1/stream").body()) {
      assertThat(lines.filter(line -> !line.isEmpty()).limit(3))
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("retry: 2000"),
              line -> assertThat(line).isEqualTo("event: overview"),
              line -> assertThat(line).startsWith("data: {\"startedAt\":"));
    }
  }

  @Test
  void viewersBeyondTheLimitAreTurnedAwayUntilOneLeaves() throws Exception {
    List<Stream<String>> viewers = new ArrayList<>();
    for (int i = 0; i < Streams.MOST_VIEWERS; i++) {
      HttpResponse<Stream<String>> viewer = server.follow("/api/v1/stream");
      assertThat(viewer.statusCode()).isEqualTo(200);
      viewers.add(viewer.body());
    }

    HttpResponse<String> oneMore = server.get("/api/v1/stream");

    assertThat(oneMore.statusCode()).isEqualTo(503);
    assertThat(oneMore.body()).contains("too many look already");
    server.ledger.account("a");
    assertThat(server.get("/api/v1/tap?source=a").statusCode()).isEqualTo(503);
    viewers.remove(0).close();
    await()
        .until(
            () -> {
              HttpResponse<Stream<String>> viewer = server.follow("/api/v1/stream");
              viewers.add(viewer.body());
              return viewer.statusCode() == 200;
            });
    viewers.forEach(Stream::close);
  }
}
