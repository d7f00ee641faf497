package io.github.sensoringest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts the command as a user does: the real script, in a working directory of its own. */
final class Launcher {
  private final Path folder;
  private final Path workingDirectory;
  private final Map<String, String> environment = new TreeMap<>();
  private List<String> command = List.of(checkout().resolve("sensor-ingest").toString());
  private int started;

  /** Creates one whose working directory is {@code work} in the folder, empty at first. */
  Launcher(Path folder) {
    this.folder = folder;
    this.workingDirectory = folder.resolve("work");
    try {
      Files.createDirectories(workingDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder of the sources, in which Maven runs the tests. */
  static Path checkout() {
    return Path.of("").toAbsolutePath();
  }

  Path workingDirectory() {
    return workingDirectory;
  }

  /** Starts something else than the script of the checkout. */
  Launcher command(String... other) {
    this.command = List.of(other);
    return this;
  }

  Launcher environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Writes a file into the working directory. */
  Launcher with(String name, String text) {
    Path path = workingDirectory.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Runs the command to its end. */
  Ended run(String... arguments) {
    try (Running running = start(arguments)) {
      return running.awaitEnd();
    }
  }

  /** Starts the command; whoever closes what this returns kills it if it still runs. */
  Running start(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(Arrays.asList(arguments));
    started++;
    Path out = folder.resolve("out-" + started);
    Path err = folder.resolve("err-" + started);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(workingDirectory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // What this machine has set must not change what is tested, nor what Java writes.
    builder.environment().keySet().removeIf(Launcher::changesTheOutcome);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // The runs are short: they gain more from a quick start than from code that is made fast.
    builder.environment().put("SENSOR_INGEST_OPTS", "-XX:TieredStopAtLevel=1");
    // Tests run next to each other, and next to a gateway of whoever runs them: there is one port.
    builder.environment().put("SENSOR_INGEST_WEB_ENABLED", "false");
    builder.environment().putAll(environment);
    try {
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean changesTheOutcome(String variable) {
    return variable.startsWith("SENSOR_INGEST_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS");
  }
}
