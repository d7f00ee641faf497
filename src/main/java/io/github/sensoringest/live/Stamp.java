package io.github.sensoringest.live;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells at a glance whether a file is still the same.
 *
 * @param key which file it is, where the system says so: another one may have taken its name
 */
record Stamp(long size, FileTime modified, Object key) {
  static Stamp of(BasicFileAttributes attributes) {
    return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }
}
