package io.github.sensoringest;

import java.nio.file.Path;
import java.util.List;

/** A real MQTT broker that can be stopped, killed and started again at the same port. */
public final class TestMqttBroker implements AutoCloseable {
  private final PeerProcess process;
  private final int port;

  private TestMqttBroker(PeerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a broker whose data lies in the folder. */
  public static TestMqttBroker start(Path folder, String... options) {
    TestMqttBroker broker = prepare(folder, options);
    broker.start();
    return broker;
  }

  /** Returns a broker that is yet to be started. */
  public static TestMqttBroker prepare(Path folder, String... options) {
    int port = PeerProcess.freePorts(3);
    return new TestMqttBroker(
        new PeerProcess(
            MqttBrokerMain.class,
            // It brings a log of its own.
            "log4j-slf4j2-impl",
            List.of(options),
            List.of(folder.toString(), Integer.toString(port))),
        port);
  }

  /** Starts it, at the same port as before. */
  public void start() {
    process.start();
  }

  /** Stops it in an orderly way; what is connected is cut off. */
  public void stop() {
    process.stop();
  }

  /** Kills it. */
  public void kill() {
    process.kill();
  }

  public String url() {
    return "tcp://localhost:" + port;
  }

  /** Returns where it listens with TLS, if it does. */
  public String tlsUrl() {
    return "ssl://localhost:" + (port + 1);
  }

  /** Returns where it listens for WebSockets. */
  public String webSocketUrl() {
    return "ws://localhost:" + (port + 2) + "/mqtt";
  }

  @Override
  public void close() {
    process.kill();
  }
}
