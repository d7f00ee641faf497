package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import io.github.sensoringest.live.LiveFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of edits of a routes folder while its sensors count. To repeat a failure, give its seed:
 * {@code -Dedits.seed=N}; for more edits {@code -Dedits=N}.
 */
class LiveFolderUnderLoadTest {
  private static final int EDITS = Integer.getInteger("edits", 300);
  private static final long SEED = Long.getLong("edits.seed", System.nanoTime());

  private static final List<String> CALM =
      List.of(
          "window.length=500ms", "window.lateness=0s", "window.check=20ms", "sinks.waiting=1000");

  /** The buffer is full most of the time, and windows wait for the sinks. */
  private static final List<String> PUSHED_BACK =
      List.of(
          "window.length=500ms",
          "window.lateness=0s",
          "window.check=20ms",
          "window.idle=1h",
          "sinks.waiting=3",
          "sinks.retry-delay=5ms",
          "sinks.retry-max-delay=20ms",
          "buffer.size=2",
          "ingest.coalesce=2");

  @TempDir Path temp;

  private final SequenceSink sequence = new SequenceSink();
  private final StringWriter printed = new StringWriter();

  @Test
  @Timeout(300)
  void nothingIsLostOrDoubledWhileFilesChangeAndWhatIsNotEditedRunsOn() throws Exception {
    edit(CALM);
  }

  @Test
  @Timeout(300)
  void norWhenTheBufferIsFullAndTheSinkFails() throws Exception {
    sequence.trouble();
    Balance total = edit(PUSHED_BACK);

    assertThat(total.blockedNanos()).isPositive();
  }

  private Balance edit(List<String> settings) throws Exception {
    EditedFolder edited = new EditedFolder(temp.resolve("routes"), SEED);
    LiveFolder folder = LiveFolder.watched(edited.path(), Path.of("routes"));
    Gateway gateway = gateway(folder, settings.toArray(new String[0]));
    CamelContext context = gateway.start();
    Map<String, Route> untouched = routes(context, edited.untouched());

    for (int i = 0; i < EDITS; i++) {
      edited.edit();
    }
    edited.mendAll();

    String seed = "edits.seed=" + SEED;
    await(seed).atMost(Duration.ofSeconds(60)).until(() -> isAsTheFolderSays(folder, edited));
    assertThat(routes(context, edited.untouched())).as(seed).isEqualTo(untouched);
    assertThat(gateway.stop()).as(seed + printed).isZero();
    assertThat(gateway.ledger().total().balances()).as(seed).isTrue();
    assertThat(gateway.ledger().total().windowed()).as(seed).isEqualTo(sequence.sent());
    assertThat(edited.untouched()).as(seed).allMatch(id -> sequence.sent(id) > 20);
    sequence.assertEachArrivedOnce();
    return gateway.ledger().total();
  }

  private Gateway gateway(LiveFolder folder, String... settings) throws IOException {
    Gateway gateway =
        new Gateway(
            TestSettings.with(settings),
            TestSettings.configuration(settings).all(),
            folder,
            new FirstReadings(0, reading -> {}),
            new Output(new PrintWriter(printed), LogFormat.TEXT));
    gateway.addRoutes(sequence);
    return gateway;
  }

  private static Map<String, Route> routes(CamelContext context, List<String> ids) {
    Map<String, Route> routes = new HashMap<>();
    ids.forEach(id -> routes.put(id, context.getRoute(id)));
    return routes;
  }

  private static boolean isAsTheFolderSays(LiveFolder folder, EditedFolder edited) {
    Map<String, String> running = new HashMap<>();
    for (FileStatus file : folder.status().files()) {
      if (file.state() != FileState.RUNNING) {
        return false;
      }
      running.put(file.file(), file.version().orElseThrow());
    }
    return running.equals(edited.versions());
  }
}
