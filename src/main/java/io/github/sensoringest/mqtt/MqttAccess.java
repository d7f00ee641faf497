package io.github.sensoringest.mqtt;

import io.github.sensoringest.config.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * Connections with TLS by the certificates in files. The files are read anew for each connection.
 * Thread-safe once its properties are set.
 */
public class MqttAccess extends SSLSocketFactory {
  private String userName = "";
  private String password = "";
  private String passwordFile = "";
  private String trustFile = "";
  private String keyStore = "";
  private String keyStorePassword = "";

  /** Sets the user at the broker; blank: none. */
  public void setUserName(String userName) {
    this.userName = userName;
  }

  /** Sets the password of the user. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** Sets the file with the password of the user, which goes first; blank: none. */
  public void setPasswordFile(String passwordFile) {
    this.passwordFile = passwordFile;
  }

  /**
   * Puts user and password into the options.
   *
   * @throws IOException if the password's file cannot be read
   */
  void apply(MqttConnectionOptions options) throws IOException {
    String secret = Parameters.secret("passwordFile", passwordFile, password);
    if (userName.isBlank() && secret.isEmpty()) {
      return;
    }
    options.setUserName(userName);
    options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets the file with the certificates (PEM) that are trusted; blank: those of Java. */
  public void setTrustFile(String trustFile) {
    this.trustFile = trustFile;
  }

  /** Sets the file (PKCS 12) with this client's key and certificate; blank: it has none. */
  public void setKeyStore(String keyStore) {
    this.keyStore = keyStore;
  }

  /** Sets the password of the key store and of the key in it. */
  public void setKeyStorePassword(String keyStorePassword) {
    this.keyStorePassword = keyStorePassword;
  }

  private SSLSocketFactory sockets() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trusted(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private TrustManager[] trusted() throws GeneralSecurityException, IOException {
    if (trustFile.isBlank()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(Path.of(trustFile))) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("trustFile: " + trustFile + " holds no certificates in PEM form", e);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException {
    if (keyStore.isBlank()) {
      return null;
    }
    char[] password = keyStorePassword.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(keyStore))) {
      store.load(in, password);
    } catch (IOException e) {
      throw new IOException("keyStore: cannot read " + keyStore + ": " + e.getMessage(), e);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  @Override
  public Socket createSocket() throws IOException {
    return sockets().createSocket();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return sockets().createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return sockets().createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return sockets().createSocket(address, port, localAddress, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
  }
}
