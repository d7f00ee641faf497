package io.github.sensoringest.rejected;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses readings: counts each and sends it to {@code direct:rejected}. That route failing loses
 * the payload but not the count, and is logged. Thread-safe.
 */
public final class Rejections {
  /** Where refused readings go. */
  public static final String ENDPOINT = "direct:rejected";

  private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

  private final Ledger ledger;
  private final ProducerTemplate template;

  /** Looked up once, since to look it up costs more than to send there. */
  private volatile Endpoint endpoint;

  /** Creates one that counts in {@code ledger} and sends through {@code template}. */
  public Rejections(Ledger ledger, ProducerTemplate template) {
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.template = requireNonNull(template, "template is null");
  }

  /**
   * Refuses one reading, which must have been counted as received.
   *
   * @param payload what is refused; null when nothing came
   */
  public void reject(String source, RejectReason reason, String detail, Object payload) {
    ledger.account(source).rejected(reason, 1);
    try {
      template.sendBody(endpoint(), new Rejection(source, reason, detail, payload));
    } catch (CamelExecutionException e) {
      LOG.warn("{} failed to take a reading of {} refused as {}", ENDPOINT, source, reason, e);
    }
  }

  private Endpoint endpoint() {
    Endpoint found = endpoint;
    if (found == null) {
      found = template.getCamelContext().getEndpoint(ENDPOINT);
      endpoint = found;
    }
    return found;
  }
}
