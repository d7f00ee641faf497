package io.github.sensoringest.format;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/**
 * How each source decodes its payloads, so that what comes from it in another way, such as a dead
 * letter that is replayed, is decoded likewise. Thread-safe.
 */
public final class Decoders {
  /** The name among Camel's beans. */
  public static final String NAME = "decoders";

  private final Map<String, Decoder> bySource = new ConcurrentHashMap<>();
  private final Decoder otherwise;

  /** Creates one in which no source decodes in a way of its own. */
  public Decoders(Clock clock) {
    otherwise = new Decoder(DecodeOptions.DEFAULTS, clock);
  }

  /** Returns how the source decodes; one that finds out about formats if nothing is known. */
  public Decoder of(String source) {
    return bySource.getOrDefault(source, otherwise);
  }

  static Decoders in(CamelContext context) {
    return context.getRegistry().lookupByNameAndType(NAME, Decoders.class);
  }

  void set(String source, Decoder decoder) {
    if (bySource.get(source) != decoder) {
      bySource.put(source, decoder);
    }
  }

  void remove(Decoder decoder) {
    bySource.values().removeIf(it -> it == decoder);
  }
}
