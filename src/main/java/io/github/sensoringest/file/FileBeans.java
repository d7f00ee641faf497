package io.github.sensoringest.file;

import java.nio.file.Path;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds what remembers how far files have been read. */
public final class FileBeans implements CamelConfiguration {
  /** The name of the {@link FilePositions} among Camel's beans. */
  static final String POSITIONS = "filePositions";

  private final FilePositions positions = new FilePositions();

  @Override
  public void configure(CamelContext context) {
    context.getRegistry().bind(POSITIONS, positions);
  }

  /** Keeps in the folder, from now on, how far files have been read. */
  public void keepIn(Path dataFolder) {
    positions.keepIn(dataFolder.resolve("file-source"));
  }
}
