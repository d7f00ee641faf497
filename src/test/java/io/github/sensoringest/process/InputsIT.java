package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose gateway is stopped or killed under load, and started again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class InputsIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void whatTheClientOfInfluxWasToldIsTakenIsInWindowsAcrossARestart() throws Exception {
    Launcher launcher = launcher("web", "http-source", "maxWait: 2s");
    int port = freePort();
    String[] run = {
      "run",
      "--routes",
      "routes",
      "--property",
      "http.port=" + port,
      "--property",
      "window.length=1s"
    };
    Sender sender = new Sender(port);
    Thread sending = new Thread(sender, "sender");
    try {
      Ended first;
      try (Running running = launcher.start(run)) {
        sending.start();
        await().atMost(LONG).until(() -> sender.acknowledged.get() >= 200);
        running.signal("TERM");
        first = running.awaitEnd();
      }
      long before = sender.acknowledged.get();
      Ended second;
      try (Running running = launcher.start(run)) {
        await().atMost(LONG).until(() -> sender.acknowledged.get() >= before + 200);
        sender.end.set(true);
        sending.join();
        running.signal("TERM");
        second = running.awaitEnd();
      }

      assertAllAccountedFor(first);
      assertAllAccountedFor(second);
      assertThat(first.figure("windowed") + second.figure("windowed"))
          .isBetween(sender.acknowledged.get(), sender.tries.get());
    } finally {
      sender.end.set(true);
    }
  }

  @Test
  void whatTheClientOfInfluxWasToldIsTakenIsInTheStoreThoughTheGatewayWasKilled() throws Exception {
    int port = freePort();
    // The ingest comes to rest with readings in the buffer that are not stored yet.
    Launcher launcher =
        launcher("web", "http-source", "maxWait: 2s")
            .with("routes/sinks/archive.camel.yaml", Archive.SINK)
            .with(
                "application.properties",
                """
                http.port=%d
                store.readings=true
                buffer.size=5
                ingest.coalesce=1
                sinks.waiting=1
                sinks.retry-delay=50ms
                sinks.retry-max-delay=100ms
                window.length=200ms
                window.lateness=50ms
                """
                    .formatted(port));
    String[] run = {"run", "--routes", "routes"};
    StoredNumbers stored = new StoredNumbers(launcher);
    try (RetryingClients clients = new RetryingClients(port, 12)) {
      try (Running killed = launcher.start(run)) {
        killed.awaitErr("Listens at");
        clients.begin();
        killed.awaitErr("sink-archive did not take");
        killed.awaitErr("The buffer seda://readings is full");
        killed.signal("KILL");
        killed.awaitEnd();
      }
      Archive.recover(launcher);
      int before = clients.acknowledged().size();
      try (Running running = launcher.start(run)) {
        await().atMost(LONG).until(() -> clients.acknowledged().size() >= before + 200);
        stored.awaitAll(clients.end());
        running.signal("TERM");
        assertAllAccountedFor(running.awaitEnd());
      }
    }
  }

  @Test
  void killedReplayGoesOnWhereItHadCome() throws Exception {
    Launcher launcher = launcher("played", "file-source", "file: r.jsonl");
    int lines = 400_000;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(
          "{\"sensorId\":\"S\",\"timestamp\":%d,\"value\":1}\n".formatted(1764061200000L + i));
    }
    launcher.with("r.jsonl", text.toString());
    Path position = launcher.workingDirectory().resolve("data/file-source/played.json");
    try (Running running = launcher.start("run", "--routes", "routes")) {
      await().atMost(LONG).until(() -> Files.exists(position));
      running.signal("KILL");
      running.awaitEnd();
    }
    long offset = Ended.parsed(Files.readString(position)).getLong("offset");
    assertThat(offset).isPositive().isLessThan(text.length());

    Ended ended = launcher.run("run", "--routes", "routes").assertGood();

    assertThat(ended.figure("received")).isEqualTo(text.substring((int) offset).lines().count());
    assertThat(launcher.run("run", "--routes", "routes").figure("received")).isZero();
  }

  private static void assertAllAccountedFor(Ended ended) {
    ended.assertBalanced();
    // After SIGTERM a JVM ends with this, whatever its program says.
    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(143);
    assertThat(ended.figure("left behind")).isZero();
  }

  private Launcher launcher(String id, String kamelet, String parameter) throws IOException {
    Launcher launcher =
        new Launcher(folder)
            .with(
                "routes/sensors/it.camel.yaml",
                """
                - route:
                    id: %s
                    from:
                      uri: kamelet:%s
                      parameters:
                        %s
                      steps:
                        - to: direct:readings
                """
                    .formatted(id, kamelet, parameter));
    for (String part : new String[] {"kamelets", "pipeline"}) {
      Path from = Launcher.checkout().resolve("routes").resolve(part);
      try (var files = Files.list(from)) {
        for (Path file : files.toList()) {
          launcher.with("routes/" + part + "/" + file.getFileName(), Files.readString(file));
        }
      }
    }
    return launcher.with(
        "routes/sinks/log.camel.yaml",
        Files.readString(Launcher.checkout().resolve("routes/sinks/log.camel.yaml")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Sends a reading after the other, each until it is acknowledged. */
  private static final class Sender implements Runnable {
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong tries = new AtomicLong();
    private final AtomicBoolean end = new AtomicBoolean();
    private final int port;

    Sender(int port) {
      this.port = port;
    }

    @Override
    public void run() {
      try (InfluxDBClient client =
          InfluxDBClientFactory.create(
              "http://127.0.0.1:" + port, "none".toCharArray(), "org", "bucket")) {
        while (!end.get()) {
          String line = "temp,host=a v=1 " + System.currentTimeMillis();
          boolean taken = false;
          while (!taken && !end.get()) {
            tries.incrementAndGet();
            try {
              client.getWriteApiBlocking().writeRecord(WritePrecision.MS, line);
              acknowledged.incrementAndGet();
              taken = true;
            } catch (InfluxException e) {
              // The gateway is not there or stopping: once more.
              Thread.onSpinWait();
            }
          }
        }
      }
    }
  }
}
