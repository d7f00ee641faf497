package io.github.sensoringest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a broker that says what the test has it say, whatever it is asked. */
class MqttLinkTest {
  private static final byte[] TAKEN = {0x20, 2, 0, 0};
  private static final byte[] SUBSCRIPTION_REFUSED = {(byte) 0x90, 3, 0, 1, (byte) 128};

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final CountDownLatch enough = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    new MqttBeans().configure(context);
  }

  @AfterEach
  void stop() throws IOException {
    enough.countDown();
    server.close();
    context.close();
  }

  /** Sends each answer after something has come, and ends the connection when it is enough. */
  private void answer(byte[]... answers) {
    Thread broker =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                byte[] asked = new byte[1024];
                for (byte[] answer : answers) {
                  assertThat(socket.getInputStream().read(asked)).isPositive();
                  socket.getOutputStream().write(answer);
                }
                enough.await();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "broker");
    broker.setDaemon(true);
    broker.start();
  }

  private MqttLink link(String version, String passwordFile) throws MqttFailure {
    MqttAccess access = new MqttAccess();
    access.setVersion(version);
    access.setPasswordFile(passwordFile);
    context.getRegistry().bind("access", access);
    MqttEndpoint endpoint =
        context.getEndpoint(
            "paho-mqtt5:plant?socketFactory=#access&connectionTimeout=5&brokerUrl=tcp://127.0.0.1:"
                + server.getLocalPort(),
            MqttEndpoint.class);
    return endpoint.link(
        "gateway",
        new MqttLink.Listener() {
          @Override
          public void arrived(Publication publication) {}

          @Override
          public void ended(String reason) {
            ends.add(reason);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1, the broker does not speak this version of MQTT: see version",
    "3.1.1, 1, the broker does not speak this version of MQTT: see version",
    "3.1.1, 2, the broker does not like the clientId; give another one",
    "3.1.1, 3, the broker says that it is unavailable",
    "3.1.1, 4, 'the broker knows no such user with this password: see userName and password'",
    "3.1.1, 5, 'not authorized: see userName and password, and what the broker allows this user'",
  })
  void refusalIsSaidWithWhatToLookAt(String version, byte code, String message) throws Exception {
    answer(new byte[] {0x20, 2, 0, code});
    MqttLink link = link(version, "");

    assertThatExceptionOfType(MqttFailure.class).isThrownBy(link::connect).withMessage(message);
    link.abort();
  }

  @ParameterizedTest
  @CsvSource({"5", "3.1.1"})
  void absentBrokerIsSaid(String version) throws Exception {
    server.close();
    MqttLink link = link(version, "");

    assertThatExceptionOfType(MqttFailure.class)
        .isThrownBy(link::connect)
        .withMessageStartingWith("ConnectException: Connection refused");
    link.abort();
  }

  @ParameterizedTest
  @CsvSource({"5", "3.1.1"})
  void unreadablePasswordFileIsNamed(String version) {
    assertThatExceptionOfType(MqttFailure.class)
        .isThrownBy(() -> link(version, "no/such/file"))
        .withMessageStartingWith("passwordFile: cannot read no/such/file");
  }

  @Test
  void refusedSubscriptionIsSaidWith311() throws Exception {
    answer(TAKEN, SUBSCRIPTION_REFUSED);
    MqttLink link = link("3.1.1", "");
    link.connect();

    assertThatExceptionOfType(MqttFailure.class)
        .isThrownBy(() -> link.subscribe("plant", 1))
        .withMessage("the broker says only that it will not");
    link.abort();
  }

  @Test
  void endOfAConnectionSaysWhatItMayBeWith311() throws Exception {
    answer(TAKEN);
    MqttLink link = link("3.1.1", "");
    link.connect();
    enough.countDown();

    assertThat(ends.poll(30, TimeUnit.SECONDS))
        .isEqualTo(
            "the broker closed it (with 3.1.1 it cannot say why; one reason is another client with"
                + " the same clientId)");
    assertThat(link.isOpen()).isFalse();
    link.abort();
    link.abort();
  }

  @Test
  void otherVersionIsRefusedWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MqttAccess().setVersion("3.1"))
        .withMessage("version is '3.1': write 5 or 3.1.1");
  }
}
