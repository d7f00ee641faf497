package io.github.sensoringest;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An MQTT broker in a process of its own, as its libraries get in the way of the gateway's. Takes a
 * folder and the first of three ports, for MQTT, TLS and WebSockets; writes {@code ready} when it
 * takes clients, and ends when its input does. With the system property {@code password}, it lets
 * nobody in who has another one; with {@code persistence=in-memory}, it forgets all when it ends.
 */
public final class MqttBrokerMain {
  private MqttBrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(conf.resolve("config.xml"), configuration(folder, arguments[1]));
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(conf)
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .withEmbeddedExtension(
                EmbeddedExtension.builder()
                    .withId("passwords")
                    .withName("Passwords")
                    .withVersion("1")
                    .withAuthor("Sensor Ingest")
                    .withPriority(0)
                    .withStartPriority(1000)
                    .withExtensionMain(new Passwords(System.getProperty("password", "")))
                    .build())
            .build();
    broker.start().get();
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until whoever started it closes it.
    }
    broker.close();
    System.exit(0);
  }

  private static String configuration(Path folder, String port) {
    String tls =
        Files.exists(folder.resolve("broker.p12"))
            ? """
                <tls-tcp-listener>
                  <port>%d</port>
                  <bind-address>127.0.0.1</bind-address>
                  <tls><keystore>
                    <path>%s</path>
                    <password>changeit</password>
                    <private-key-password>changeit</private-key-password>
                  </keystore></tls>
                </tls-tcp-listener>
                """
                .formatted(Integer.parseInt(port) + 1, folder.resolve("broker.p12"))
            : "";
    return """
        <hivemq>
          <listeners>
            <tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener>
            <websocket-listener>
              <port>%d</port><bind-address>127.0.0.1</bind-address><path>/mqtt</path>
            </websocket-listener>
            %s
          </listeners>
          <mqtt>
            <queued-messages><max-queue-size>1000000</max-queue-size></queued-messages>
          </mqtt>
          <persistence><mode>%s</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
        .formatted(
            port, Integer.parseInt(port) + 2, tls, System.getProperty("persistence", "file"));
  }

  private record Passwords(String password) implements ExtensionMain, SimpleAuthenticator {
    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
      Services.securityRegistry().setAuthenticatorProvider(provided -> this);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
      ByteBuffer given = input.getConnectPacket().getPassword().orElse(ByteBuffer.allocate(0));
      if (password.isEmpty()
          || StandardCharsets.UTF_8.decode(given.duplicate()).toString().equals(password)) {
        output.authenticateSuccessfully();
      } else {
        output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD);
      }
    }
  }
}
