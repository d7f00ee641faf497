package io.github.sensoringest.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells requests that pages of other sites have made a browser send. Such a page can let its own
 * name lead to this machine and then read what is here, or send a form to it without reading the
 * answer. Immutable.
 */
final class OwnSite {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private final String host;
  private final boolean isOpen;

  /**
   * Creates one.
   *
   * @param host where the gateway listens
   * @param isOpen whether it lets everybody in, which it does on the loopback address only
   */
  OwnSite(String host, boolean isOpen) {
    this.host = host.contains(":") ? "[" + host + "]" : host;
    this.isOpen = isOpen;
  }

  /**
   * Returns why a request is not served; nothing if it is.
   *
   * @param authority the host, with or without a port, that the request is for; null if not said
   * @param origin the site whose page makes the request, as browsers say it; null if not said
   * @param writes whether the request changes something
   */
  Optional<String> objection(String authority, String origin, boolean writes) {
    if (authority == null) {
      // No browser leaves it out.
      return Optional.empty();
    }
    String name = withoutPort(authority.toLowerCase(Locale.ROOT));
    if (isOpen && !LOOPBACK.matcher(name).matches() && !name.equals(host)) {
      return Optional.of(
          "a gateway without a token answers to localhost and its addresses only, and not to "
              + name
              + ": set http.token");
    }
    if (writes && origin != null && !authority.equalsIgnoreCase(authorityOf(origin))) {
      return Optional.of("a page of another site, " + origin + ", may change nothing here");
    }
    return Optional.empty();
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":\\d*$", "");
  }

  private static String authorityOf(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
