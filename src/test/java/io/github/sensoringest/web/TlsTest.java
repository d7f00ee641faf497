package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
    PemFiles made = PemFiles.madeIn(folder);
    certificate = made.certificate();
    key = made.key();
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
