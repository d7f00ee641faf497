package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All route files of a folder with their content, each as it was when it was last at rest.
 *
 * @param files by role, then by name
 * @param problem what cannot be seen of the folder and why, in words for a person; what was there
 *     is then among the files as it was, and is not to be taken for removed
 */
record FolderScan(List<FileVersion> files, Optional<String> problem) {
  FolderScan {
    files = List.copyOf(files);
  }

  /** Returns the files with the role, by name. */
  List<FileVersion> files(Role role) {
    return files.stream().filter(version -> version.file().role() == role).toList();
  }

  /** Returns the folders that hold kamelets; Camel looks for them in these. */
  List<Path> kameletFolders() {
    return files(Role.KAMELET).stream()
        .map(version -> version.file().path().getParent())
        .distinct()
        .toList();
  }
}
