package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import java.util.List;
import java.util.Map;

/**
 * What is to become of the files of a folder.
 *
 * @param kept what runs and goes on as it is
 * @param renamed what runs and goes on, under another name; by the old version
 * @param moved what is to run in the place of what another file held, which is gone; by the version
 *     that runs
 * @param added what is to run, and did not
 * @param changed what is to run in the place of another version; by the old version
 * @param removed what is to run no more
 * @param held what is gone from the folder and runs on, with the reason
 * @param refused what is not to run, with what is wrong in it
 * @param troubled what runs though something is wrong with it now that others have changed
 */
record Plan(
    List<FileVersion> kept,
    Map<FileVersion, FileVersion> renamed,
    Map<FileVersion, FileVersion> moved,
    List<FileVersion> added,
    Map<FileVersion, FileVersion> changed,
    List<FileVersion> removed,
    Map<FileVersion, String> held,
    Map<FileVersion, List<Finding>> refused,
    Map<FileVersion, List<Finding>> troubled) {
  /** Says whether nothing is to be started, replaced or stopped. */
  boolean changesNothing() {
    return renamed.isEmpty()
        && moved.isEmpty()
        && added.isEmpty()
        && changed.isEmpty()
        && removed.isEmpty();
  }
}
