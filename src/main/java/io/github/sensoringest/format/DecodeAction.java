package io.github.sensoringest.format;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.quality.Origins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Turns a payload into a list of readings, with a {@code Malformed} in place of each that cannot be
 * read. The kamelet {@code decode-action} makes one for each use and says what the parameters mean.
 * What is no payload passes as it is. Thread-safe once started.
 */
public class DecodeAction implements Processor, CamelContextAware {
  private CamelContext camelContext;
  private String format = Format.AUTO.label();
  private String sensorId = "";
  private String unit = "";
  private String names = "";
  private String timestampUnit = Timestamps.AUTO;
  private String maxPayload = Long.toString(DecodeOptions.MAX_PAYLOAD);
  private String maxRecord = Integer.toString(DecodeOptions.MAX_RECORD);
  private volatile Decoder decoder;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  public void init() {
    decoder = new Decoder(options("decode-action"), Clock.systemUTC());
  }

  /** Returns what the parameters say, for messages in the name of {@code kamelet}. */
  public DecodeOptions options(String kamelet) {
    try {
      return new DecodeOptions(
          Format.of(format.strip()),
          sensorId.strip(),
          unit.strip(),
          FieldNames.parse(names),
          timestampUnit.strip(),
          Parameters.whole("maxPayload", maxPayload, 0, Long.MAX_VALUE),
          Parameters.whole("maxRecord", maxRecord, 64, 64 * 1024 * 1024));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(kamelet + ": " + e.getMessage());
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void process(Exchange exchange) throws IOException {
    exchange.setProperty(Decoding.DECODER, decoder);
    Message message = exchange.getMessage();
    byte[] payload = payload(message.getBody());
    if (payload == null) {
      return;
    }
    Map<String, String> attributes = new HashMap<>();
    attributes.put(Decoding.SOURCE, Origins.sourceOf(exchange));
    Map<String, String> known = exchange.getProperty(Decoding.ATTRIBUTES, Map.class);
    if (known != null) {
      attributes.putAll(known);
    }
    String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    message.setBody(decoder.decode(payload, contentType, attributes));
  }

  private byte[] payload(Object body) throws IOException {
    if (body instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    if (body instanceof InputStream
        || body instanceof StreamCache
        || body instanceof WrappedFile<?>) {
      try (InputStream stream =
          camelContext.getTypeConverter().mandatoryConvertTo(InputStream.class, body)) {
        return stream.readAllBytes();
      } catch (org.apache.camel.NoTypeConversionAvailableException e) {
        throw new IOException("a " + body.getClass().getName() + " cannot be read", e);
      }
    }
    return null;
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets the format of payloads. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** Sets the template of sensor ids; blank: the one of the format. */
  public void setSensorId(String sensorId) {
    this.sensorId = sensorId;
  }

  /** Sets the unit of readings that name none. */
  public void setUnit(String unit) {
    this.unit = unit;
  }

  /** Sets what payloads call the fields of a reading. */
  public void setNames(String names) {
    this.names = names;
  }

  /** Sets what numbers are as times. */
  public void setTimestampUnit(String timestampUnit) {
    this.timestampUnit = timestampUnit;
  }

  /** Sets how many bytes a payload may have. */
  public void setMaxPayload(String maxPayload) {
    this.maxPayload = maxPayload;
  }

  /** Sets how many bytes a record may have. */
  public void setMaxRecord(String maxRecord) {
    this.maxRecord = maxRecord;
  }
}
