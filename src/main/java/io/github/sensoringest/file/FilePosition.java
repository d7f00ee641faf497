package io.github.sensoringest.file;

import static java.util.Objects.requireNonNull;

/**
 * How far files have been read. Immutable.
 *
 * @param file the file that is being read; those before it in the order of names are done
 * @param offset how many of its bytes, unpacked, are done
 * @param records how many records behind the offset are done as well
 * @param head how many bytes the beginning of the file had that {@code headSum} is of
 * @param headSum tells whether it is still the same file
 */
record FilePosition(String file, long offset, long records, int head, long headSum) {
  FilePosition {
    requireNonNull(file, "file is null");
    if (offset < 0 || records < 0 || head < 0) {
      throw new IllegalArgumentException("a position is not below 0");
    }
  }

  FilePosition at(long newOffset, long newRecords) {
    return new FilePosition(file, newOffset, newRecords, head, headSum);
  }
}
