package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.LiveFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Measures a routes folder with many files: how long the start takes, and how long it is from
 * saving a file to its routes running.
 */
public final class FilesBench {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * What came out.
   *
   * @param files how many sensor files there were, one sensor each
   * @param startMillis from the call to start until all their sensors run
   * @param threads how many threads the process had then
   * @param residentMegabytes the memory of the process then; 0 where the system does not tell
   * @param takeUpMillis for each save, from its end until the routes of that version run; ascending
   * @param allRan whether every file ran, and the ledger balanced at the end
   */
  public record Result(
      int files,
      long startMillis,
      int threads,
      long residentMegabytes,
      long[] takeUpMillis,
      boolean allRan) {
    /** Returns the middle of the saves. */
    public long median() {
      return takeUpMillis[takeUpMillis.length / 2];
    }

    /** Returns the slowest save. */
    public long slowest() {
      return takeUpMillis[takeUpMillis.length - 1];
    }
  }

  private final Path shipped;
  private final Function<LiveFolder, Gateway> gateways;

  /**
   * Creates one.
   *
   * @param shipped the routes that came with the program
   * @param gateways makes a gateway for a folder
   */
  public FilesBench(Path shipped, Function<LiveFolder, Gateway> gateways) {
    this.shipped = shipped;
    this.gateways = gateways;
  }

  /**
   * Runs a gateway with so many files, and saves some of them anew and others that are new.
   *
   * @throws Exception if the gateway cannot be started, or does not take a file up in a minute
   */
  public Result run(int files, int saves) throws Exception {
    Path folder = Files.createTempDirectory("sensor-ingest-bench");
    try {
      // A folder of its own, and empty: nobody wants to read the windows.
      Files.createDirectories(folder.resolve("sinks"));
      Files.createDirectories(folder.resolve("sensors"));
      for (int i = 0; i < files; i++) {
        Files.writeString(file(folder, i), sensor(i, 0));
      }
      return run(folder, files, saves);
    } finally {
      delete(folder);
    }
  }

  private Result run(Path folder, int files, int saves) throws Exception {
    LiveFolder live = LiveFolder.watched(folder, shipped);
    Gateway gateway = gateways.apply(live);
    long began = System.nanoTime();
    gateway.start();
    long startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    long resident = PeakMemory.megabytes();
    long[] takeUp = new long[saves];
    boolean allRan = false;
    try {
      for (int i = 0; i < saves; i++) {
        // One that is there already, then a new one.
        takeUp[i] = takeUp(live, folder, i % 2 == 0 ? i % files : files + i, i + 1);
      }
      allRan = live.status().files().stream().allMatch(file -> file.state() == FileState.RUNNING);
    } finally {
      allRan &= gateway.stop() == 0;
    }
    Arrays.sort(takeUp);
    return new Result(
        files,
        startMillis,
        threads,
        resident,
        takeUp,
        allRan && gateway.ledger().total().balances());
  }

  private static long takeUp(LiveFolder live, Path folder, int sensor, int edit) throws Exception {
    long before = live.status().generation();
    Files.writeString(file(folder, sensor), sensor(sensor, edit));
    long saved = System.nanoTime();
    while (live.status().generation() == before) {
      if (System.nanoTime() - saved > LIMIT_NANOS) {
        throw new TimeoutException("a file was not taken up within a minute");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - saved);
  }

  private static Path file(Path folder, int sensor) {
    return folder.resolve("sensors").resolve("bench-" + sensor + ".camel.yaml");
  }

  private static String sensor(int sensor, int edit) {
    return """
        - route:
            id: bench-%d
            description: Edit %d.
            from:
              uri: kamelet:simulated-sensor-source
              parameters:
                sensorId: BENCH_%d
                period: 1s
              steps:
                - to:
                    uri: direct:readings
        """
        .formatted(sensor, edit, sensor);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
