package io.github.sensoringest.host;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code DISK_USED_<mount>} in percent, of each local disk: what is used of what a user who is not
 * the administrator can have, as {@code df} shows it. Of a disk that is mounted at several places
 * the shortest counts. Which disks there are is looked up once a minute.
 */
final class DiskUse implements HostPart {
  /** So that a machine with a thousand mounts does not make a thousand sensors. */
  private static final int MOST = 16;

  /** In memory, or read-only images that are always full. */
  private static final Set<String> NOT_DISKS =
      Set.of("tmpfs", "devtmpfs", "ramfs", "squashfs", "iso9660", "udf", "efivarfs");

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Supplier<List<Mount>> mounted;
  private final LongSupplier nanoTime;
  private List<Mount> mounts = List.of();
  private boolean looked;
  private long lookedAt;

  DiskUse(Supplier<List<Mount>> mounted, LongSupplier nanoTime) {
    this.mounted = mounted;
    this.nanoTime = nanoTime;
  }

  @Override
  public void read(HostReadings readings) {
    long now = nanoTime.getAsLong();
    if (!looked || now - lookedAt >= LOOK_AGAIN_NANOS) {
      // Noted before it is done: one that fails is not tried again each second.
      looked = true;
      lookedAt = now;
      mounts = disks(mounted.get());
    }
    for (Mount mount : mounts) {
      File place = new File(mount.path());
      readings.add(
          "DISK_USED_" + name(mount),
          percentUsed(place.getTotalSpace(), place.getFreeSpace(), place.getUsableSpace()),
          "percent");
    }
  }

  /** Returns the mounts that are disks, each disk once, in the order of their paths. */
  static List<Mount> disks(List<Mount> mounted) {
    Set<String> volumes = new HashSet<>();
    List<Mount> disks = new ArrayList<>();
    Stream<Mount> shortestFirst =
        mounted.stream()
            .filter(mount -> mount.totalBytes() > 0)
            .filter(mount -> !NOT_DISKS.contains(mount.type()))
            .sorted(
                Comparator.comparingInt((Mount mount) -> mount.path().length())
                    .thenComparing(Mount::path));
    shortestFirst.filter(mount -> volumes.add(mount.volume())).limit(MOST).forEach(disks::add);
    disks.sort(Comparator.comparing(Mount::path));
    return disks;
  }

  /** Returns NaN if there is no such disk any more. */
  static double percentUsed(long total, long free, long usable) {
    long used = total - free;
    return used + usable <= 0 ? Double.NaN : 100.0 * used / (used + usable);
  }

  private static String name(Mount mount) {
    return mount.path().equals("/") ? "ROOT" : mount.path();
  }

  /**
   * A place where a file system is mounted.
   *
   * @param volume what is mounted there, such as {@code /dev/sda1}
   * @param type the file system's type, such as {@code ext4}
   */
  record Mount(String path, String volume, String type, long totalBytes) {}
}
