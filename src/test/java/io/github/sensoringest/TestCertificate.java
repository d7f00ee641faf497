package io.github.sensoringest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A certificate for {@code localhost} that nobody signed: {@code broker.p12} with the key, and
 * {@code broker.pem} without.
 */
public final class TestCertificate {
  public static final String PASSWORD = "changeit";

  private TestCertificate() {}

  /** Writes it into the folder; returns {@code broker.pem}. */
  public static Path make(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    keytool(
        folder,
        "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12");
    keytool(folder, "-exportcert -rfc -file broker.pem");
    return folder.resolve("broker.pem");
  }

  private static void keytool(Path folder, String arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.of(
                    (arguments + " -alias broker -keystore broker.p12 -storepass " + PASSWORD)
                        .split(" ")))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + command);
    }
  }
}
