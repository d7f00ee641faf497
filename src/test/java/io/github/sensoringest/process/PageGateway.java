package io.github.sensoringest.process;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway that serves its page. */
final class PageGateway implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("See it at (http://127\\.0\\.0\\.1:\\d+/)");

  private final Launcher launcher;
  private Running running;
  private String address;

  /** Creates one that is yet to be started, with the files that the launcher was given. */
  PageGateway(Launcher launcher) {
    this.launcher = launcher.environment("SENSOR_INGEST_WEB_ENABLED", "true");
  }

  /** Starts it at a port that is free, or again at the port that it had. */
  PageGateway start(String... options) {
    String port = address == null ? "0" : address.replaceAll(".*:(\\d+)/", "$1");
    launcher.environment("SENSOR_INGEST_HTTP_PORT", port);
    String[] arguments = new String[options.length + 3];
    arguments[0] = "run";
    arguments[1] = "--routes";
    arguments[2] = "plant";
    System.arraycopy(options, 0, arguments, 3, options.length);
    running = launcher.start(arguments);
    AtomicReference<String> found = new AtomicReference<>();
    running.awaitErr(
        text -> {
          Matcher matcher = ADDRESS.matcher(text);
          if (matcher.find()) {
            found.set(matcher.group(1));
          }
          return found.get() != null;
        });
    address = found.get();
    return this;
  }

  String address() {
    return address;
  }

  Path folder() {
    return launcher.workingDirectory();
  }

  /** Writes a file, such as {@code plant/sensors/a.camel.yaml}. */
  void write(String name, String text) {
    launcher.with(name, text);
  }

  /** Ends it as Ctrl-C does. */
  Ended stop() {
    running.signal("TERM");
    return running.awaitEnd();
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
