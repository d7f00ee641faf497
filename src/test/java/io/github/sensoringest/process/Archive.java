package io.github.sensoringest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sink that writes a line for each window, and fails until there is a folder to write it to. */
final class Archive {
  static final String SINK =
      RouteTexts.sink(
          "archive",
          """
          - setBody:
              simple: "${body.size} of ${body[0].count}"
          - to:
              uri: file:archive
              parameters:
                autoCreate: false
                fileName: windows.txt
                fileExist: Append
                appendChars: '\\n'
          """);

  private Archive() {}

  static String shippedLogSink() throws IOException {
    return Files.readString(Launcher.checkout().resolve("routes/sinks/log.camel.yaml"));
  }

  static void recover(Launcher launcher) throws IOException {
    Files.createDirectory(folder(launcher));
  }

  static List<String> windows(Launcher launcher) throws IOException {
    return Files.readAllLines(folder(launcher).resolve("windows.txt"));
  }

  private static Path folder(Launcher launcher) {
    return launcher.workingDirectory().resolve("archive");
  }
}
