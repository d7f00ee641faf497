package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.check.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the routes folder lets the gateway take readings in: a readiness check, since to start
 * the process anew would mend nothing. A file that is refused is told of and nothing more, since
 * others run, or what ran before goes on. It is down while the folder has not been loaded, when a
 * file of the pipeline does not run in any version, or when there are sensors and none of them
 * runs.
 */
public final class FolderHealth extends AbstractHealthCheck {
  /** The id of the check, and its name among Camel's beans. */
  public static final String ID = "routes-folder";

  /** So many files are told of one by one. */
  static final int MOST_FILES = 20;

  private final Supplier<FolderStatus> folder;

  /** Creates the check of a folder, which need not have been started. */
  public FolderHealth(LiveFolder folder) {
    this(requireNonNull(folder, "folder is null")::status);
  }

  FolderHealth(Supplier<FolderStatus> folder) {
    super("sensor-ingest", ID);
    this.folder = folder;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
    FolderStatus status = folder.get();
    if (!status.loaded()) {
      result.message("the routes folder has not been loaded yet").down();
      return;
    }
    List<FileStatus> unwell = status.files().stream().filter(file -> !file.isWell()).toList();
    result.detail("generation", status.generation());
    status.counts().forEach((state, count) -> result.detail("files." + state.label(), count));
    unwell.stream()
        .limit(MOST_FILES)
        .forEach(file -> result.detail("file." + file.file(), text(file)));
    if (unwell.size() > MOST_FILES) {
      result.detail("files.not.listed", unwell.size() - MOST_FILES);
    }
    status.problem().ifPresent(problem -> result.detail("folder.problem", problem));
    judge(result, status, unwell.size());
  }

  private static void judge(HealthCheckResultBuilder result, FolderStatus status, int unwell) {
    List<FileStatus> stages = of(status, Role.PIPELINE);
    List<FileStatus> sensors = of(status, Role.SENSOR);
    if (!stages.stream().allMatch(FileStatus::runs)) {
      result.message("a file of the pipeline does not run").down();
    } else if (!sensors.isEmpty() && sensors.stream().noneMatch(FileStatus::runs)) {
      result.message("no sensor runs").down();
    } else if (unwell > 0) {
      result.message(unwell + " of " + status.files().size() + " route files are not well").up();
    } else {
      status.problem().ifPresent(result::message);
      result.up();
    }
  }

  private static List<FileStatus> of(FolderStatus status, Role role) {
    return status.files().stream().filter(file -> file.role() == role).toList();
  }

  private static String text(FileStatus file) {
    List<String> messages = file.messages();
    return file.state().label() + (messages.isEmpty() ? "" : "; " + messages.get(0));
  }
}
