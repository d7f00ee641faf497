package io.github.sensoringest;

import java.nio.file.Path;
import java.util.List;

/** A real Kafka broker that can be stopped and started again at the same port. */
public final class TestKafkaBroker implements AutoCloseable {
  private final PeerProcess process;
  private final int port;

  private TestKafkaBroker(PeerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns a broker that is yet to be started, and whose data lies in the folder. */
  public static TestKafkaBroker prepare(Path folder, String... options) {
    int port = PeerProcess.freePorts(4);
    return new TestKafkaBroker(
        new PeerProcess(
            KafkaBrokerMain.class,
            "logback-classic",
            List.of(options),
            List.of(folder.toString(), Integer.toString(port))),
        port);
  }

  /** Starts it, at the same port as before. */
  public void start() {
    process.start();
  }

  /** Stops it; what is connected is cut off. */
  public void stop() {
    process.stop();
  }

  public String brokers() {
    return "localhost:" + port;
  }

  /** Returns where it asks for a password. */
  public String brokersWithPassword() {
    return "localhost:" + (port + 1);
  }

  /** Returns where it asks for a password over TLS, if there is a certificate in its folder. */
  public String brokersWithTls() {
    return "localhost:" + (port + 3);
  }

  @Override
  public void close() {
    process.kill();
  }
}
