package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.check.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class FolderHealthTest {
  private static final FileStatus ENTRY = running("pipeline/entry.camel.yaml", Role.PIPELINE);
  private static final FileStatus SENSOR = running("sensors/a.camel.yaml", Role.SENSOR);

  @Test
  void folderWhoseFilesAllRunIsUp() {
    Result result = check(loaded(ENTRY, SENSOR));

    assertThat(result.getState()).isEqualTo(State.UP);
    assertThat(result.getMessage()).isEmpty();
    assertThat(result.getDetails())
        .containsEntry("generation", 7L)
        .containsEntry("files.running", 2)
        .containsEntry("files.refused", 0)
        .containsEntry("files.rolled back", 0)
        .containsEntry("files.waiting", 0)
        .containsEntry("files.held", 0);
  }

  @Test
  void folderThatHasNotBeenLoadedIsDown() {
    Result result = check(FolderStatus.NOT_LOADED);

    assertThat(result.getState()).isEqualTo(State.DOWN);
    assertThat(result.getMessage()).contains("the routes folder has not been loaded yet");
  }

  @Test
  void refusedFileIsTold_andOthersKeepTheFolderUp() {
    Result result = check(loaded(ENTRY, SENSOR, refused("sensors/b.camel.yaml", Role.SENSOR)));

    assertThat(result.getState()).isEqualTo(State.UP);
    assertThat(result.getMessage()).contains("1 of 3 route files are not well");
    assertThat(result.getDetails())
        .containsEntry("files.refused", 1)
        .containsEntry("file.sensors/b.camel.yaml", "refused; sensors/b.camel.yaml:1:1: wrong");
  }

  @Test
  void stageOfWhichTheVersionBeforeGoesOnKeepsTheFolderUp() {
    FileStatus entry = with(ENTRY, FileState.ROLLED_BACK, "no");

    assertThat(check(loaded(entry, SENSOR)).getState()).isEqualTo(State.UP);
  }

  @Test
  void stageThatDoesNotRunIsDown() {
    Result result = check(loaded(refused("pipeline/entry.camel.yaml", Role.PIPELINE), SENSOR));

    assertThat(result.getState()).isEqualTo(State.DOWN);
    assertThat(result.getMessage()).contains("a file of the pipeline does not run");
  }

  @Test
  void folderInWhichNoSensorRunsIsDown() {
    Result result =
        check(
            loaded(
                ENTRY,
                refused("sensors/a.camel.yaml", Role.SENSOR),
                refused("sensors/b.camel.yaml", Role.SENSOR)));

    assertThat(result.getState()).isEqualTo(State.DOWN);
    assertThat(result.getMessage()).contains("no sensor runs");
  }

  @Test
  void folderWithoutSensorsIsUp_sinceThatIsWhatItSays() {
    assertThat(check(loaded(ENTRY)).getState()).isEqualTo(State.UP);
  }

  @Test
  void folderThatCannotBeReadIsUp_sinceWhatRunsGoesOn() {
    Result result =
        check(new FolderStatus(true, 7, 0, List.of(ENTRY, SENSOR), Optional.of("it is gone")));

    assertThat(result.getState()).isEqualTo(State.UP);
    assertThat(result.getMessage()).contains("it is gone");
    assertThat(result.getDetails()).containsEntry("folder.problem", "it is gone");
  }

  @Test
  void fileThatRunsWithTroubleIsTold() {
    Map<String, Object> details =
        check(loaded(ENTRY, with(SENSOR, FileState.RUNNING, "no sink"))).getDetails();

    assertThat(details).containsEntry("file.sensors/a.camel.yaml", "running; no sink");
  }

  @Test
  void twentyFilesAreToldAndTheOthersCounted() {
    List<FileStatus> files = new ArrayList<>(List.of(ENTRY, SENSOR));
    for (int i = 10; i < 33; i++) {
      files.add(refused("sensors/" + i + ".camel.yaml", Role.SENSOR));
    }

    Map<String, Object> details =
        check(new FolderStatus(true, 7, 0, files, Optional.empty())).getDetails();

    assertThat(details.keySet()).filteredOn(key -> key.startsWith("file.")).hasSize(20);
    assertThat(details)
        .containsKey("file.sensors/29.camel.yaml")
        .doesNotContainKey("file.sensors/30.camel.yaml")
        .containsEntry("files.not.listed", 3)
        .containsEntry("files.refused", 23);
  }

  @Test
  void itIsAskedWhetherTheGatewayIsReadyAndNotWhetherItIsAlive() {
    FolderHealth health = new FolderHealth(() -> FolderStatus.NOT_LOADED);

    assertThat(health.isReadiness()).isTrue();
    assertThat(health.isLiveness()).isFalse();
  }

  private static Result check(FolderStatus status) {
    FolderHealth health = new FolderHealth(() -> status);
    health.setCamelContext(new DefaultCamelContext());
    return health.call();
  }

  private static FolderStatus loaded(FileStatus... files) {
    return new FolderStatus(true, 7, 0, List.of(files), Optional.empty());
  }

  private static FileStatus running(String file, Role role) {
    return new FileStatus(
        file,
        role,
        FileState.RUNNING,
        Optional.of("0123456789ab"),
        Optional.of(Instant.EPOCH),
        List.of("a"),
        Optional.empty(),
        List.of());
  }

  private static FileStatus refused(String file, Role role) {
    return new FileStatus(
        file,
        role,
        FileState.REFUSED,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of("0123456789ab"),
        List.of(file + ":1:1: wrong", file + ":2:1: wrong, too"));
  }

  private static FileStatus with(FileStatus file, FileState state, String message) {
    return new FileStatus(
        file.file(),
        file.role(),
        state,
        file.version(),
        file.since(),
        file.routes(),
        file.wantedVersion(),
        List.of(message));
  }
}
