package io.github.sensoringest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether a request shows the token, as {@code Authorization: Token}, {@code Bearer} or, as
 * clients of InfluxDB 1 do, as the password of {@code Basic} or the parameter {@code p}. Immutable.
 */
final class HttpAccess {
  /** The digest of the token; empty if none is asked for. */
  private final byte[] wanted;

  /**
   * Creates one.
   *
   * @param token the token; empty if none is asked for
   */
  HttpAccess(String token) {
    this.wanted = token.isEmpty() ? new byte[0] : digest(token);
  }

  /**
   * Returns whether the request may be served. The time this takes does not depend on how much of
   * the token is right.
   *
   * @param authorization the header {@code Authorization}, or null
   * @param password the query parameter {@code p}, or null
   */
  boolean allows(String authorization, String password) {
    if (wanted.length == 0) {
      return true;
    }
    return shown(authorization)
        .or(() -> Optional.ofNullable(password))
        .filter(token -> MessageDigest.isEqual(wanted, digest(token)))
        .isPresent();
  }

  private static Optional<String> shown(String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    String[] words = authorization.strip().split(" +", 2);
    if (words.length < 2) {
      return Optional.empty();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "token", "bearer" -> Optional.of(words[1]);
      case "basic" -> password(words[1]);
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String credentials) {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of equal length, whatever the token, so that its length does not show either. */
  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
