package io.github.sensoringest.format;

import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the records of payloads, all in one way. Thread-safe. */
public final class Decoder {
  private static final String ONLY_ID = "{id}";

  private final DecodeOptions options;
  private final Clock clock;
  private final SensorIdTemplate template;
  private final JsonPaths paths;

  // What is remembered of payloads before; only if ids do not depend on what is known of these.
  private final TextCache ids = new TextCache();
  private final TextCache units = new TextCache();
  private final SeriesCache series;
  private final SensorIdTemplate seriesTemplate;

  /**
   * Creates one.
   *
   * @param clock tells when a reading was taken that has no time of its own
   */
  public Decoder(DecodeOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.template = SensorIdTemplate.of(options.sensorId());
    this.paths = JsonPaths.of(options.names());
    this.seriesTemplate = templateOf(Format.LINE);
    this.series = newSeries(seriesTemplate);
  }

  private SensorIdTemplate templateOf(Format format) {
    if (!template.isEmpty()) {
      return template;
    }
    return SensorIdTemplate.of(
        switch (format) {
          case LINE -> "{series}.{field}";
          case VALUE -> "{source}";
          default -> ONLY_ID;
        });
  }

  private SeriesCache newSeries(SensorIdTemplate of) {
    return new SeriesCache(of, options.names().get(FieldNames.UNIT), options.unit());
  }

  /**
   * Begins to read a payload.
   *
   * @param payload is closed with what is returned
   * @param contentType the media type that its sender calls it, with the charset if that is not
   *     UTF-8; or null
   * @param attributes what is known of it besides, for the sensor ids: {@code source}, the id of
   *     the route that it came to, and such as {@code topic}, {@code key} or {@code file}
   * @throws UncheckedIOException if the stream fails at its beginning
   */
  public Records open(InputStream payload, String contentType, Map<String, String> attributes) {
    try {
      Charset charset = charset(contentType);
      InputStream text =
          charset.equals(StandardCharsets.UTF_8) ? payload : new AsUtf8(payload, charset);
      return open(PayloadBuffer.of(text, options.maxPayload()), contentType, attributes);
    } catch (IllegalArgumentException e) {
      return refused(PayloadBuffer.of(payload, options.maxPayload()), e.getMessage(), attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to read a payload as {@link #open(InputStream, String, Map)} does. */
  public Records open(byte[] payload, String contentType, Map<String, String> attributes) {
    try {
      Charset charset = charset(contentType);
      byte[] text =
          charset.equals(StandardCharsets.UTF_8)
              ? payload
              : new String(payload, charset).getBytes(StandardCharsets.UTF_8);
      return open(PayloadBuffer.of(text, options.maxPayload()), contentType, attributes);
    } catch (IllegalArgumentException e) {
      return refused(PayloadBuffer.of(payload, options.maxPayload()), e.getMessage(), attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Charset charset(String contentType) {
    boolean isBinary =
        options.format() == Format.SENML_CBOR
            || Format.ofContentType(contentType).orElse(null) == Format.SENML_CBOR;
    return isBinary ? StandardCharsets.UTF_8 : PayloadCharset.of(contentType);
  }

  private Records refused(PayloadBuffer buffer, String problem, Map<String, String> attributes) {
    return new WholePayload(
        new RefusedPayload(buffer, problem), buffer, options.maxPayload(), attributes);
  }

  private Records open(PayloadBuffer buffer, String contentType, Map<String, String> attributes)
      throws IOException {
    Format format = format(buffer, contentType);
    buffer.skipByteOrderMark();
    Records records;
    try {
      records = records(format, buffer, attributes);
    } catch (IllegalArgumentException e) {
      // An id can be made of none of its records.
      return refused(buffer, e.getMessage(), attributes);
    }
    return new WholePayload(records, buffer, options.maxPayload(), attributes);
  }

  private Format format(PayloadBuffer buffer, String contentType) throws IOException {
    if (options.format() == Format.SENML_CBOR) {
      // Dead letters of it are in JSON.
      buffer.need(1);
      return buffer.startsWith('[') || buffer.startsWith('{') ? Format.SENML : Format.SENML_CBOR;
    }
    if (options.format() != Format.AUTO) {
      return options.format();
    }
    Format said = Format.ofContentType(contentType).orElse(null);
    if (said != null && said != Format.JSON) {
      return said;
    }
    buffer.need(Sniffer.LOOK);
    buffer.skipByteOrderMark();
    Format seen = Sniffer.formatOf(buffer.bytes(), buffer.begin(), buffer.end());
    // Many call SenML just JSON.
    return said == null || seen == Format.SENML ? seen : said;
  }

  private Records records(Format format, PayloadBuffer buffer, Map<String, String> attributes)
      throws IOException {
    SensorIdTemplate wanted = templateOf(format);
    boolean lasting = wanted.isFreeOfPayloads();
    Plan plan =
        new Plan(
            options, wanted.bind(attributes), lasting ? ids : new TextCache(), units, paths, clock);
    return switch (format) {
      case JSON ->
          new JsonRecords(buffer, new ReadingReader(plan), JsonRecords.JSON, options.maxRecord());
      case SENML ->
          new JsonRecords(buffer, new SenmlReader(plan), JsonRecords.JSON, options.maxRecord());
      case SENML_CBOR ->
          new JsonRecords(buffer, new SenmlReader(plan), JsonRecords.CBOR, options.maxRecord());
      case LINE -> new LineRecords(buffer, plan, lasting ? series : newSeries(plan.template()));
      case CSV -> new CsvRecords(buffer, plan, template.isEmpty());
      default -> new ValueRecords(buffer, plan);
    };
  }

  /**
   * Reads a whole payload; see {@link #open}. Each is a {@link SensorReading} or {@link Malformed};
   * a payload with nothing in it is a Malformed, too, as it may well be a mistake of its sender.
   */
  public List<Object> decode(byte[] payload, String contentType, Map<String, String> attributes) {
    return all(open(payload, contentType, attributes));
  }

  /** Reads a whole payload that is text already, whatever charset it once had. */
  List<Object> decode(String payload, String contentType, Map<String, String> attributes) {
    String type = contentType == null ? null : contentType.split(";", 2)[0];
    return decode(payload.getBytes(StandardCharsets.UTF_8), type, attributes);
  }

  /** Reads a whole payload as {@link #decode(byte[], String, Map)} does. */
  public List<Object> decode(
      InputStream payload, String contentType, Map<String, String> attributes) {
    return all(open(payload, contentType, attributes));
  }

  private static List<Object> all(Records opened) {
    List<Object> all = new ArrayList<>();
    try (Records records = opened) {
      for (Object next = records.next(); next != null; next = records.next()) {
        all.add(next);
      }
      if (all.isEmpty() && records.offset() == 0) {
        all.add(new Malformed("the payload", "it is empty: write readings into it", "", false));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
