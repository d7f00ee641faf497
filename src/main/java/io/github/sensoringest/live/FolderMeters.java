package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of a routes folder. They are as many however many files there are: no tag has a file's
 * name. The folder must live as long as they are read.
 */
public final class FolderMeters implements MeterBinder {
  private static final String FILES = "sensor.ingest.files";

  private final LiveFolder folder;

  /** Creates the meters of a folder, which need not have been started. */
  public FolderMeters(LiveFolder folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (FileState state : FileState.values()) {
      Gauge.builder(FILES, folder, it -> it.status().counts().get(state))
          .tag("state", state.label())
          .baseUnit("files")
          .description("Route files in the state")
          .register(registry);
    }
    Gauge.builder(FILES + ".generation", folder, it -> it.status().generation())
        .description("Number of the folder's latest change that was applied, as the log counts it")
        .register(registry);
    FunctionCounter.builder(FILES + ".changes", folder, it -> it.status().generation())
        .baseUnit("changes")
        .description("Changes of route files that were applied, those of the start among them")
        .register(registry);
    FunctionCounter.builder(FILES + ".refusals", folder, it -> it.status().refusals())
        .baseUnit("refusals")
        .description("Versions of route files that were refused or rolled back")
        .register(registry);
    Gauge.builder(FILES + ".folder.readable", folder, FolderMeters::readable)
        .description("1 if all of the routes folder can be seen, 0 if not")
        .register(registry);
  }

  private static int readable(LiveFolder folder) {
    return folder.status().problem().isEmpty() ? 1 : 0;
  }
}
