package io.github.sensoringest.kafka;

import io.github.sensoringest.config.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a client gets in at its brokers: its user and password, and for TLS the certificates in
 * files. The kamelets make one for each use and give it to their endpoint, so that no text of the
 * endpoint holds the password. Files are read for each client that is made. Thread-safe once its
 * properties are set.
 */
public class KafkaAccess extends DefaultKafkaClientFactory {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAccess.class);

  private static final String PLAIN = "PLAIN";

  private String route = "";
  private String securityProtocol = "PLAINTEXT";
  private String saslMechanism = PLAIN;
  private String userName = "";
  private String password = "";
  private String passwordFile = "";
  private String trustFile = "";
  private String keyStore = "";
  private String keyStorePassword = "";

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Consumer getConsumer(Properties properties) {
    return new TellingConsumer(withAccess(properties), route);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Producer getProducer(Properties properties) {
    return new FailingProducer(withAccess(properties));
  }

  private Properties withAccess(Properties properties) {
    Properties all = new Properties();
    all.putAll(properties);
    all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, securityProtocol);
    if (securityProtocol.startsWith("SASL")) {
      all.put(SaslConfigs.SASL_MECHANISM, saslMechanism);
      all.put(SaslConfigs.SASL_JAAS_CONFIG, login());
    }
    if (!trustFile.isBlank()) {
      all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      all.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, trustFile);
    }
    if (!keyStore.isBlank()) {
      all.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PKCS12");
      all.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, keyStore);
      all.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, keyStorePassword);
      all.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, keyStorePassword);
    }
    return all;
  }

  private String login() {
    String module =
        saslMechanism.equals(PLAIN)
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    return "%s required username=%s password=%s;"
        .formatted(module, quoted(userName), quoted(secret()));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String secret() {
    try {
      return Parameters.secret("passwordFile", passwordFile, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Sets the id of the route that it is for, for messages. */
  public void setRoute(String route) {
    this.route = route;
  }

  /**
   * Sets the protocol: {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT}, {@code SASL_SSL}.
   */
  public void setSecurityProtocol(String securityProtocol) {
    this.securityProtocol = securityProtocol;
  }

  /** Sets the mechanism: {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}. */
  public void setSaslMechanism(String saslMechanism) {
    this.saslMechanism = saslMechanism;
  }

  /** Sets the user. */
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

  /** Says what is at the bottom of it, which for TLS is not in the message itself. */
  private static String describe(AuthenticationException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return deepest == e || deepest.getMessage() == null
        ? e.getMessage()
        : e.getMessage() + ": " + deepest.getMessage();
  }

  /** Says whose problem it is that a client is not let in, and what to look at. */
  private static final class TellingConsumer<K, V> extends KafkaConsumer<K, V> {
    private final String route;

    TellingConsumer(Properties properties, String route) {
      super(properties);
      this.route = route;
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
      try {
        return super.poll(timeout);
      } catch (AuthenticationException e) {
        LOG.warn(
            "Route {}: the brokers do not let it in: {}: see {}. Tries again",
            route,
            describe(e),
            e instanceof SslAuthenticationException
                ? "securityProtocol, trustFile and keyStore"
                : "securityProtocol, saslMechanism, userName and password");
        throw e;
      } catch (AuthorizationException e) {
        LOG.warn(
            "Route {}: not authorized: {}: see what the brokers allow this user. Tries again",
            route,
            e.getMessage());
        throw e;
      }
    }
  }

  /**
   * Fails at the first record that cannot be sent. Else Camel would try all others of a batch, and
   * wait as long for each.
   */
  private static final class FailingProducer<K, V> extends KafkaProducer<K, V> {
    FailingProducer(Properties properties) {
      super(properties);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, Callback callback) {
      Future<RecordMetadata> sent = super.send(record, callback);
      if (sent.isDone()) {
        try {
          sent.get();
        } catch (ExecutionException e) {
          throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return sent;
    }
  }
}
