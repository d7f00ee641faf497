package io.github.sensoringest.format;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.quality.Origins;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Turns a payload into a list of readings, with a {@code Malformed} in place of each that cannot be
 * read. The kamelet {@code decode-action} makes one for each use and says what the parameters mean.
 * What is no payload passes as it is. Thread-safe once started.
 */
public class DecodeAction extends ServiceSupport implements Processor, CamelContextAware {
  private CamelContext camelContext;
  private String format = Format.AUTO.label();
  private String sensorId = "";
  private String unit = "";
  private String names = "";
  private String timestampUnit = Timestamps.AUTO;
  private String maxPayload = Long.toString(DecodeOptions.MAX_PAYLOAD);
  private String maxRecord = Integer.toString(DecodeOptions.MAX_RECORD);
  private String route = "";
  private volatile Decoder decoder;
  private volatile Decoders decoders;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    decoder = new Decoder(options("decode-action"), Clock.systemUTC());
    decoders = Decoders.in(camelContext);
  }

  /** From here on the entry decodes likewise what comes from the source undecoded. */
  @Override
  protected void doStart() {
    if (decoders != null && !route.isEmpty()) {
      decoders.set(Origins.sourceOf(camelContext, route), decoder);
    }
  }

  @Override
  protected void doStop() {
    if (decoders != null) {
      decoders.remove(decoder);
    }
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
  public void process(Exchange exchange) throws IOException {
    if (decoders != null) {
      decoders.set(Origins.sourceOf(exchange), decoder);
    }
    Message message = exchange.getMessage();
    Object body = Payloads.decoded(exchange, decoder, message.getBody());
    if (body != null) {
      message.setBody(body);
    }
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

  /** Sets the id of the route that the action is a step of. */
  public void setRoute(String route) {
    this.route = route;
  }

  /** Sets how many bytes a record may have. */
  public void setMaxRecord(String maxRecord) {
    this.maxRecord = maxRecord;
  }
}
