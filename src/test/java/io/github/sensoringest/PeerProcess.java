package io.github.sensoringest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A peer of the gateway in a Java process of its own, which writes {@code ready} when it is, and
 * ends when its input does: at the latest with the process of the tests.
 */
final class PeerProcess {
  private static final int STOP_SECONDS = 60;

  private final List<String> command;
  private Process process;

  /**
   * Prepares one.
   *
   * @param without what is in the name of a library that it must not have
   */
  PeerProcess(Class<?> main, String without, List<String> options, List<String> arguments) {
    command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.add("-cp");
    command.add(classPath(without));
    command.add(main.getName());
    command.addAll(arguments);
  }

  private static String classPath(String without) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains(without))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Returns the first of so many ports in a row that nobody has, and that no client gets by chance
   * before the peer is started.
   */
  static int freePorts(int count) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      if (areFree(port, count)) {
        return port;
      }
    }
  }

  private static boolean areFree(int port, int count) {
    if (count == 0) {
      return true;
    }
    try (ServerSocket next = new ServerSocket(port)) {
      return areFree(next.getLocalPort() + 1, count - 1);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  void start() {
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StringBuilder said = new StringBuilder();
    try {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      while (line != null && !line.equals("ready")) {
        said.append(line).append('\n');
        line = out.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("The peer did not start: " + said);
      }
      Thread drain = new Thread(() -> out.lines().forEach(ignored -> {}), "peer-output");
      drain.setDaemon(true);
      drain.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The peer does not stop");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
