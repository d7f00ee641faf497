package io.github.sensoringest.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the data folder for one gateway: two would write over each other's dead letters and rows.
 * The system lets go of it when the process ends, however it ends.
 */
final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String LOCK = ".lock";

  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, which is made if need be. One that cannot be written now, and so holds
   * nothing to protect, is taken all the same: it may be mended while the gateway runs.
   *
   * @throws StartFailure if another gateway has it
   */
  static DataFolder take(Path folder) {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      LOG.debug("{} cannot be kept for this gateway", folder, e);
      return new DataFolder(null);
    }
    DataFolder taken = new DataFolder(channel);
    if (!taken.lock()) {
      taken.close();
      throw new StartFailure(
          folder
              + ": another gateway keeps its data there; stop it, or give this one a folder of its"
              + " own with data.folder",
          null);
    }
    return taken;
  }

  private boolean lock() {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // Some file systems know no locks.
      LOG.debug("The data folder cannot be locked", e);
      return true;
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("The lock of the data folder cannot be closed", e);
      }
    }
  }
}
