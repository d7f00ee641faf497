package io.github.sensoringest.format;

import io.github.sensoringest.quality.Origins;
import io.github.sensoringest.reading.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Payloads in the bodies of messages: texts, bytes, streams and files. */
public final class Payloads {
  private Payloads() {}

  /** Returns whether the body, or something in it, is a payload that is not decoded yet. */
  public static boolean isIn(Object body) {
    if (body instanceof Collection<?> collection) {
      return collection.stream().anyMatch(Payloads::isPayload);
    }
    return isPayload(body);
  }

  private static boolean isPayload(Object body) {
    return body instanceof String
        || body instanceof byte[]
        || body instanceof InputStream
        || body instanceof StreamCache
        || body instanceof WrappedFile<?>;
  }

  /**
   * Returns the records of a payload, or of each payload in a collection, which else stays as it
   * is; null if there is none.
   *
   * @param exchange the message that the body is of; its content type is that of the payload
   * @throws IOException if a stream fails
   */
  public static List<Object> decoded(Exchange exchange, Decoder decoder, Object body)
      throws IOException {
    return isIn(body)
        ? decoded(exchange, decoder, body, contentType(exchange), attributes(exchange))
        : null;
  }

  /**
   * The same for what was known before: its content type and attributes.
   *
   * @throws IOException if a stream fails
   */
  public static List<Object> decoded(
      Exchange exchange,
      Decoder decoder,
      Object body,
      String contentType,
      Map<String, String> attributes)
      throws IOException {
    if (!(body instanceof Collection<?> collection)) {
      return one(exchange, decoder, body, contentType, attributes);
    }
    List<Object> all = new ArrayList<>();
    for (Object each : collection) {
      if (isPayload(each)) {
        all.addAll(one(exchange, decoder, each, contentType, attributes));
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private static List<Object> one(
      Exchange exchange,
      Decoder decoder,
      Object body,
      String contentType,
      Map<String, String> attributes)
      throws IOException {
    if (body instanceof String text) {
      return decoder.decode(text, contentType, attributes);
    }
    if (body instanceof byte[] bytes) {
      return decoder.decode(bytes, contentType, attributes);
    }
    InputStream stream =
        exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
    if (stream == null) {
      return List.of(
          new Malformed(
              "the payload", "a " + body.getClass().getName() + " has no bytes", "", true));
    }
    try {
      return decoder.decode(stream, contentType, attributes);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns the content type that a message says, or null. */
  public static String contentType(Exchange exchange) {
    return exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
  }

  /** Returns what is known of the payload of a message, and which source it is from. */
  public static Map<String, String> attributes(Exchange exchange) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put(Decoding.SOURCE, Origins.sourceOf(exchange));
    if (exchange.getProperty(Decoding.ATTRIBUTES) instanceof Map<?, ?> known) {
      known.forEach(
          (name, value) -> {
            if (name != null && value != null) {
              attributes.put(name.toString(), value.toString());
            }
          });
    }
    return attributes;
  }
}
