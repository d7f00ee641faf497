package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import io.github.sensoringest.live.FolderChange;
import io.github.sensoringest.live.FolderStatus;
import io.github.sensoringest.live.LiveFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the routes folder says of itself while the gateway runs. */
class LiveFolderStatusTest {
  private static final String BOILER = "sensors/boiler.camel.yaml";
  private static final String TWO = "sensors/two.camel.yaml";
  private static final String TEXT = sensor("boiler");
  private static final String WRONG = TEXT.replace("period:", "perod:");

  private static final String QUEUE =
      """
      - route:
          id: ask
          from:
            uri: timer:ask
            parameters:
              delay: 10
              period: 50
            steps:
              - to:
                  uri: seda:questions
      - route:
          id: answer
          from:
            uri: seda:questions
            steps:
              - process:
                  ref: stuck
              - setBody:
                  expression:
                    constant:
                      expression: "21.5"
                      resultType: java.lang.Double
              - to:
                  uri: direct:readings
      """;

  @TempDir Path temp;

  private Path folder;
  private WatchedGateway gateway;

  @BeforeEach
  void prepare() throws Exception {
    folder = temp.resolve("routes");
    gateway = new WatchedGateway(folder).with(BOILER, TEXT).with(TWO, sensor("a") + sensor("b"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void nothingIsKnownBeforeTheStart() {
    FolderStatus status = LiveFolder.watched(folder, Path.of("routes")).status();

    assertThat(status.loaded()).isFalse();
    assertThat(status.generation()).isZero();
    assertThat(status.files()).isEmpty();
  }

  @Test
  void everyFileIsThereByNameWithRoleVersionTimeAndRoutes() throws Exception {
    Instant before = Instant.now();
    gateway.start();

    FolderStatus status = gateway.live().status();

    assertThat(status.loaded()).isTrue();
    assertThat(status.files())
        .extracting(FileStatus::file)
        .isSorted()
        .contains("routes/pipeline/entry.camel.yaml");
    assertThat(status.files()).allMatch(FileStatus::isWell);
    FileStatus boiler = gateway.file(BOILER);
    assertThat(boiler.role()).isEqualTo(Role.SENSOR);
    assertThat(boiler.version()).contains(hash(TEXT));
    assertThat(boiler.since().orElseThrow()).isBetween(before, Instant.now());
    assertThat(boiler.routes()).containsExactly("boiler");
    assertThat(boiler.wantedVersion()).isEmpty();
    assertThat(boiler.messages()).isEmpty();
    assertThat(gateway.file(TWO).routes()).containsExactly("a", "b");
  }

  @Test
  void changedFileHasTheNewVersionTimeAndRoutes() throws Exception {
    gateway.start();
    FileStatus old = gateway.file(BOILER);

    gateway.with(BOILER, sensor("kettle"));
    FileStatus now = gateway.awaitChange(BOILER, old);

    assertThat(now.version()).contains(hash(sensor("kettle")));
    assertThat(now.since().orElseThrow()).isAfter(old.since().orElseThrow());
    assertThat(now.routes()).containsExactly("kettle");
  }

  @Test
  void refusedFileSaysWhatRunsWhatIsWantedAndWhatIsWrong() throws Exception {
    gateway.start();
    FileStatus old = gateway.file(BOILER);

    gateway.with(BOILER, WRONG);
    FileStatus now = gateway.await(BOILER, FileState.REFUSED);

    assertThat(now.version()).isEqualTo(old.version());
    assertThat(now.since()).isEqualTo(old.since());
    assertThat(now.routes()).containsExactly("boiler");
    assertThat(now.wantedVersion()).contains(hash(WRONG));
    assertThat(now.messages())
        .containsExactly(
            folder.resolve(BOILER) + ":6:9: 'timer' has no option 'perod', did you mean 'period'?");
  }

  @Test
  void refusedFileThatNeverRanHasNoVersion() throws Exception {
    gateway.with("sensors/new.camel.yaml", "- rout:").start();

    FileStatus file = gateway.file("sensors/new.camel.yaml");

    assertThat(file.state()).isEqualTo(FileState.REFUSED);
    assertThat(file.runs()).isFalse();
    assertThat(file.version()).isEmpty();
    assertThat(file.since()).isEmpty();
    assertThat(file.routes()).isEmpty();
    assertThat(file.wantedVersion()).contains(hash("- rout:"));
  }

  @Test
  void mendedFileRunsAndHasNoMessages() throws Exception {
    gateway.start().with(BOILER, WRONG);
    gateway.await(BOILER, FileState.REFUSED);

    gateway.with(BOILER, TEXT + "# mended\n");
    FileStatus now = gateway.await(BOILER, FileState.RUNNING);

    assertThat(now.version()).contains(hash(TEXT + "# mended\n"));
    assertThat(now.wantedVersion()).isEmpty();
    assertThat(now.messages()).isEmpty();
  }

  @Test
  void fileThatGoesBackToWhatRunsIsWellAgain() throws Exception {
    gateway.start().with(BOILER, WRONG);
    FileStatus refused = gateway.await(BOILER, FileState.REFUSED);

    gateway.with(BOILER, TEXT);
    FileStatus now = gateway.await(BOILER, FileState.RUNNING);

    assertThat(now.isWell()).isTrue();
    assertThat(now.since()).isEqualTo(refused.since());
  }

  @Test
  void fileWhoseRoutesAreBusyWaitsAndSaysForWhat() throws Exception {
    String queue = "sensors/queue.camel.yaml";
    gateway.with(queue, QUEUE).start();
    FileStatus old = gateway.file(queue);
    Map<String, Route> routes = gateway.routes("ask", "answer");
    gateway.awaitUntil(
        "a message is stuck", () -> gateway.context().getInflightRepository().size("answer") > 0);

    gateway.with(queue, QUEUE + "# changed\n");
    FileStatus waiting = gateway.await(queue, FileState.WAITING);

    assertThat(waiting.version()).isEqualTo(old.version());
    assertThat(waiting.wantedVersion()).contains(hash(QUEUE + "# changed\n"));
    assertThat(waiting.messages().toString()).contains("messages are under way in answer");
    assertThat(gateway.routes("ask", "answer")).isEqualTo(routes);

    gateway.letGo();
    FileStatus now = gateway.await(queue, FileState.RUNNING);
    assertThat(now.version()).isEqualTo(waiting.wantedVersion());
  }

  @Test
  void renamedFileKeepsVersionTimeAndRoutes() throws Exception {
    gateway.start();
    FileStatus old = gateway.file(BOILER);

    Files.move(gateway.path(BOILER), gateway.path("sensors/kettle.camel.yaml"));
    FileStatus now = gateway.await("sensors/kettle.camel.yaml", FileState.RUNNING);

    assertThat(now.version()).isEqualTo(old.version());
    assertThat(now.since()).isEqualTo(old.since());
    assertThat(now.routes()).isEqualTo(old.routes());
    assertThat(gateway.file(BOILER)).isNull();
  }

  @Test
  void removedFileIsNoLongerSpokenOf() throws Exception {
    gateway.start();

    gateway.delete(BOILER);

    gateway.awaitGone(BOILER);
  }

  @Test
  void generationGrowsByOneWithEachChangeThatIsApplied() throws Exception {
    gateway.start();
    long start = gateway.live().status().generation();
    assertThat(start).isEqualTo(gateway.live().status().files().size());

    FileStatus old = gateway.file(BOILER);
    gateway.with(BOILER, sensor("kettle"));
    gateway.awaitChange(BOILER, old);
    assertThat(gateway.live().status().generation()).isEqualTo(start + 1);

    gateway.with(BOILER, WRONG);
    gateway.await(BOILER, FileState.REFUSED);
    assertThat(gateway.live().status().generation()).as("refused").isEqualTo(start + 1);

    gateway.delete(BOILER);
    gateway.awaitGone(BOILER);
    assertThat(gateway.live().status().generation()).isEqualTo(start + 2);
  }

  @Test
  void refusalsAreCounted() throws Exception {
    gateway.start();
    assertThat(gateway.live().status().refusals()).isZero();

    gateway.with(BOILER, WRONG);
    gateway.await(BOILER, FileState.REFUSED);
    assertThat(gateway.live().status().refusals()).isEqualTo(1);

    gateway.with(BOILER, WRONG.replace("perod", "periot"));
    gateway.await(BOILER, file -> file.messages().toString().contains("periot"));
    assertThat(gateway.live().status().refusals()).isEqualTo(2);
  }

  @Test
  void everyStateIsCounted() throws Exception {
    gateway.start();
    int files = gateway.live().status().files().size();

    gateway.with(BOILER, WRONG);
    gateway.await(BOILER, FileState.REFUSED);

    assertThat(gateway.live().status().counts())
        .containsOnlyKeys(FileState.values())
        .containsEntry(FileState.RUNNING, files - 1)
        .containsEntry(FileState.REFUSED, 1)
        .containsEntry(FileState.ROLLED_BACK, 0);
  }

  @Test
  void changesAreToldInTheirOrderWithNumberGenerationAndText() throws Exception {
    gateway.start();
    long start = gateway.live().status().generation();

    gateway.with("sensors/new.camel.yaml", sensor("new"));
    FileStatus first = gateway.await("sensors/new.camel.yaml", FileState.RUNNING);
    gateway.with("sensors/new.camel.yaml", "- rout:");
    FileStatus second = gateway.await("sensors/new.camel.yaml", FileState.REFUSED);
    gateway.delete("sensors/new.camel.yaml");
    gateway.awaitGone("sensors/new.camel.yaml");

    String name = folder.resolve("sensors/new.camel.yaml").toString();
    List<FolderChange> changes = gateway.live().changes();
    assertThat(changes)
        .extracting(FolderChange::text)
        .containsExactly(
            name + ": running, version " + first.version().orElseThrow() + ": new",
            second.messages().get(0),
            name + ": stopped, as the file is gone");
    assertThat(changes).extracting(FolderChange::number).containsExactly(1L, 2L, 3L);
    assertThat(changes)
        .extracting(FolderChange::generation)
        .containsExactly(start + 1, start + 1, start + 2);
    assertThat(changes).extracting(FolderChange::toMend).containsExactly(false, true, false);
    assertThat(changes).extracting(FolderChange::file).containsOnly(name);
    assertThat(changes).extracting(FolderChange::time).isSorted();
  }

  @Test
  void refusalsOfTheStartAreAmongTheChanges() throws Exception {
    gateway.with("sensors/new.camel.yaml", "- rout:").start();

    assertThat(gateway.live().changes())
        .extracting(FolderChange::text)
        .containsExactlyElementsOf(gateway.file("sensors/new.camel.yaml").messages());
  }

  @Test
  void whatWasSaidCannotBeChanged() {
    gateway.start();
    FolderStatus status = gateway.live().status();

    assertThatThrownBy(() -> status.files().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> status.counts().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> gateway.live().changes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> gateway.file(BOILER).routes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static String hash(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, 12);
  }
}
