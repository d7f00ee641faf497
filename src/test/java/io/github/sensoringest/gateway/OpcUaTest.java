package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.milo.server.MiloServerComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a component that is not shipped, before a server of OPC UA. */
@Timeout(300)
class OpcUaTest {
  private static final Path PAGE = Path.of("docs/other-endpoints.md");
  private static final String ADDRESS = "10.0.0.5:4840";

  private final DefaultCamelContext server = new DefaultCamelContext();
  @TempDir private Path folder;
  private TestGateway gateway;
  private int port;

  @BeforeEach
  void startServer() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    MiloServerComponent component = new MiloServerComponent();
    component.setPort(port);
    component.setBindAddresses("localhost");
    component.setUserAuthenticationCredentials("gateway:secret");
    component.setUsernameSecurityPolicyUri(SecurityPolicy.None);
    server.addComponent("milo-server", component);
    server.start();
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.gateway().stop();
    }
    server.stop();
  }

  @Test
  void valuesOfANodeAreReadingsAsThePageSays() throws IOException {
    try (ProducerTemplate values = server.createProducerTemplate()) {
      values.sendBody("milo-server:boiler-temperature", 21.5);
      gateway = new TestGateway(folder, example(), new String[] {"window.length=1h"}).start();
      await().atMost(Duration.ofSeconds(60)).until(() -> gateway.total().received() >= 1);
      values.sendBody("milo-server:boiler-temperature", 23.5);
      await().atMost(Duration.ofSeconds(60)).until(() -> gateway.total().received() >= 2);
    }

    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.total().rejectedInAll()).isZero();
    assertThat(gateway.taken())
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.sensorId()).isEqualTo("boiler-temp");
              assertThat(window.unit()).isEqualTo("celsius");
              assertThat(window.statistics().min()).isEqualTo(21.5);
              assertThat(window.statistics().max()).isEqualTo(23.5);
            });
    gateway = null;
  }

  private String example() throws IOException {
    List<String> examples =
        List.of(Files.readString(PAGE).split("```")).stream()
            .filter(block -> block.startsWith("yaml\n") && block.contains(ADDRESS))
            .map(block -> block.substring("yaml\n".length()))
            .toList();
    assertThat(examples).hasSize(1);
    return examples.get(0).replace(ADDRESS, "localhost:" + port);
  }
}
