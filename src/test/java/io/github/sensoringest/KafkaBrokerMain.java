package io.github.sensoringest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker, and its own controller, in a process of its own. Takes a folder and the first of
 * four ports: for clients, for clients with a password, for itself, and for clients with TLS and
 * SCRAM if there is a {@link TestCertificate} in the folder. Writes {@code ready} when it takes
 * clients, and ends when its input does.
 */
public final class KafkaBrokerMain {
  private static final String PASSWORD = System.getProperty("password", "secret");

  private KafkaBrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Properties properties = properties(folder, Integer.parseInt(arguments[1]));
    if (!Files.exists(folder.resolve("data/meta.properties"))) {
      Path file = Files.createDirectories(folder).resolve("server.properties");
      try (var out = Files.newBufferedWriter(file)) {
        properties.store(out, null);
      }
      StorageTool.execute(
          new String[] {
            "format",
            "-t",
            "MkU3OEVBNTcwNTJENDM2Qg",
            "-c",
            file.toString(),
            "--add-scram",
            "SCRAM-SHA-512=[name=gateway,password=%s]".formatted(PASSWORD)
          },
          System.out);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      // There are threads that would keep the process alive.
      e.printStackTrace(System.out);
      System.exit(1);
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until whoever started it closes it.
    }
    server.shutdown();
    server.awaitShutdown();
    System.exit(0);
  }

  private static Properties properties(Path folder, int port) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@localhost:" + (port + 2));
    properties.put("controller.listener.names", "CONTROLLER");
    String listeners =
        "PLAINTEXT://localhost:%d,SASL_PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d"
            .formatted(port, port + 1, port + 2);
    if (Files.exists(folder.resolve("broker.p12"))) {
      listeners += ",SASL_SSL://localhost:" + (port + 3);
      properties.put("ssl.keystore.type", "PKCS12");
      properties.put("ssl.keystore.location", folder.resolve("broker.p12").toString());
      properties.put("ssl.keystore.password", TestCertificate.PASSWORD);
      properties.put("ssl.key.password", TestCertificate.PASSWORD);
      properties.put(
          "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }
    properties.put("listeners", listeners);
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
    properties.put("listener.name.sasl_plaintext.sasl.enabled.mechanisms", "PLAIN");
    properties.put("listener.name.sasl_ssl.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_gateway=\"%s\";"
            .formatted(PASSWORD));
    properties.put("log.dirs", folder.resolve("data").toString());
    properties.put("num.partitions", "3");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("controlled.shutdown.enable", "false");
    return properties;
  }
}
