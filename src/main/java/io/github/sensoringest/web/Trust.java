package io.github.sensoringest.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom a client of a gateway trusts: those that Java does, and the gateway's own certificate. */
final class Trust {
  private Trust() {}

  /**
   * Returns what makes connections.
   *
   * @param certificates a PEM file
   * @throws IOException if it cannot be read; the message names it
   */
  static SSLContext with(Path certificates) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager usual) {
          for (X509Certificate issuer : usual.getAcceptedIssuers()) {
            add(store, issuer);
          }
        }
      }
      try (InputStream in = Files.newInputStream(certificates)) {
        for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          add(store, own);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificates + " holds no certificates in PEM form", e);
    }
  }

  private static void add(KeyStore store, Certificate certificate) throws GeneralSecurityException {
    store.setCertificateEntry("trusted-" + store.size(), certificate);
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
