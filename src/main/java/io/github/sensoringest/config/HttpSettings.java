package io.github.sensoringest.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The keys that begin with {@code http}. {@link Setting} says what each means.
 *
 * @param host the address to listen at
 * @param port the port to listen at; 0 for one that is free
 * @param tls what it listens with TLS by; nothing if it does so without
 * @param token what clients have to show; that of an empty text if nothing
 * @param maxBody how many megabytes the body of a request may have
 * @param maxRequests how many requests are worked on at a time
 */
public record HttpSettings(
    String host, int port, Optional<TlsFiles> tls, Secret token, int maxBody, int maxRequests) {
  private static final int GREATEST_PORT = 65_535;

  /**
   * The files of TLS, in the format PEM.
   *
   * @param certificate the certificate, and behind it those that it was signed with
   * @param key the private key of the certificate (PKCS 8)
   */
  public record TlsFiles(Path certificate, Path key) {}

  /** Returns the address of the gateway's page, for a port that may not be the one set. */
  public String url(int actualPort) {
    return (tls.isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + actualPort;
  }

  static HttpSettings of(Configuration configuration) {
    Secret token = token(configuration);
    return new HttpSettings(
        Settings.parsed(configuration, Setting.HTTP_HOST, text -> host(text, token)),
        Settings.parsed(configuration, Setting.HTTP_PORT, HttpSettings::port),
        tls(configuration),
        token,
        Settings.wholeNumber(configuration, Setting.HTTP_MAX_BODY, 1),
        Settings.wholeNumber(configuration, Setting.HTTP_MAX_REQUESTS, 1));
  }

  private static String host(String text, Secret token) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it is empty: write an address, such as 127.0.0.1");
    }
    if (!token.isNone() || isLoopback(text)) {
      return text;
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' can be reached from other machines, and anybody there could send readings: set "
            + Setting.HTTP_TOKEN.environmentName()
            + " in the environment, or http.token-file, or leave it at 127.0.0.1");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "'" + host + "' is no address of this machine: write one, such as 127.0.0.1", e);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= GREATEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The message below says it.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no port: write a whole number from 0 to " + GREATEST_PORT);
  }

  private static Optional<TlsFiles> tls(Configuration configuration) {
    Configuration.Value certificate = configuration.value(Setting.HTTP_CERTIFICATE_FILE);
    Configuration.Value key = configuration.value(Setting.HTTP_KEY_FILE);
    if (certificate.text().isEmpty() != key.text().isEmpty()) {
      boolean isKey = certificate.text().isEmpty();
      throw new ConfigurationException(
          (isKey ? key : certificate).origin(),
          (isKey ? Setting.HTTP_KEY_FILE : Setting.HTTP_CERTIFICATE_FILE).key()
              + ": set "
              + (isKey ? Setting.HTTP_CERTIFICATE_FILE : Setting.HTTP_KEY_FILE).key()
              + " as well; TLS needs both");
    }
    if (key.text().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsFiles(
            Settings.parsed(configuration, Setting.HTTP_CERTIFICATE_FILE, HttpSettings::file),
            Settings.parsed(configuration, Setting.HTTP_KEY_FILE, HttpSettings::file)));
  }

  private static Path file(String text) {
    Path file = Path.of(text);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("cannot read " + file + ": write the name of a PEM file");
    }
    return file;
  }

  private static Secret token(Configuration configuration) {
    Configuration.Value value = configuration.value(Setting.HTTP_TOKEN);
    Configuration.Value file = configuration.value(Setting.HTTP_TOKEN_FILE);
    if (value.origin().equals(Configuration.COMMAND_LINE) && !value.text().isEmpty()) {
      throw new ConfigurationException(
          value.origin(),
          Setting.HTTP_TOKEN.key()
              + ": everybody on this machine can read it there; set "
              + Setting.HTTP_TOKEN.environmentName()
              + " in the environment, or http.token-file");
    }
    if (!value.text().isEmpty() && !file.text().isEmpty()) {
      throw new ConfigurationException(
          file.origin(), "http.token-file: http.token is set as well: set one of the two");
    }
    return file.text().isEmpty()
        ? Secret.of(value.text())
        : Settings.parsed(
            configuration,
            Setting.HTTP_TOKEN_FILE,
            text -> Secret.in(Setting.HTTP_TOKEN_FILE.key(), Path.of(text)));
  }
}
