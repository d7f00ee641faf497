package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path folder;

  private static Path certificate;
  private static Path key;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("gateway.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    char[] password = "changeit".toCharArray();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, password);
    }
    certificate = pem("CERTIFICATE", made.getCertificate("gateway").getEncoded());
    key = pem("PRIVATE KEY", made.getKey("gateway", password).getEncoded());
  }

  private static Path pem(String what, byte[] bytes) throws IOException {
    return Files.writeString(
        folder.resolve(what + ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what));
  }

  @Test
  void pageIsServedWithTlsOnly() throws Exception {
    try (PageServer server =
        new PageServer("http.certificate-file=" + certificate, "http.key-file=" + key)) {
      URI uri = server.uri("");
      Map<String, String> none = Map.of();

      assertThat(uri.getScheme()).isEqualTo("https");
      assertThat(new GatewayClient(uri, "", Optional.of(certificate)).get("overview", none))
          .isNotEmpty();
      assertThatThrownBy(() -> new GatewayClient(uri, "", Optional.empty()).get("overview", none))
          .isInstanceOf(SSLException.class);
      URI plain = URI.create("http://127.0.0.1:" + uri.getPort());
      assertThatThrownBy(() -> new GatewayClient(plain, "", Optional.empty()).get("overview", none))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void fileThatIsNoCertificateIsSaid() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "-----BEGIN CERTIFICATE-----\nx\n");

    assertThatThrownBy(() -> new GatewayClient(URI.create("https://x"), "", Optional.of(text)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no certificates in PEM form");
  }
}
