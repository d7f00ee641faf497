package io.github.sensoringest.quality;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.reading.Incoming;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alarm when a sensor has not reported for some time, and clears it when it is back. Each
 * sensor id that comes by is watched by itself. Readings pass as they are. The kamelet {@code
 * silence-action} makes one for each use and says what the parameters mean; {@link #init} checks
 * them. Thread-safe.
 */
public class SilenceAction extends ServiceSupport implements Processor, CamelContextAware {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceAction.class);

  /** Looked at so often that an alarm comes at most a tenth of the time too late. */
  private static final int LOOKS = 10;

  private static final long LONGEST_MILLIS = 5_000;

  private CamelContext camelContext;
  private String silentAfter = "";
  private String expect = "";
  private String forgetAfter = "7d";
  private String route = "";

  private Quality quality;
  private long silentNanos;
  private long forgetNanos;
  private List<String> expected = List.of();
  private volatile SilenceWatch watch;
  private Future<?> looking;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    quality = Quality.of(camelContext);
    try {
      silentNanos = Parameters.duration("silentAfter", silentAfter).toNanos();
      forgetNanos = Parameters.duration("forgetAfter", forgetAfter).toNanos();
      expected =
          Arrays.stream(expect.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
      if (forgetNanos <= silentNanos) {
        throw new IllegalArgumentException(
            "forgetAfter is '" + forgetAfter + "': write a time above silentAfter");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("silence-action: " + e.getMessage());
    }
  }

  /** Begins to watch, anew if it has been stopped. */
  @Override
  protected void doStart() {
    watch =
        new SilenceWatch(
            quality,
            silentNanos,
            forgetNanos,
            expected,
            // Camel names the route of a kamelet if the route begins with one.
            route.isEmpty() ? Incoming.source(null) : quality.source(route));
    long millis = TimeUnit.NANOSECONDS.toMillis(silentNanos) / LOOKS;
    looking = quality.lookEvery(Math.max(1, Math.min(millis, LONGEST_MILLIS)), this::look);
  }

  private void look() {
    try {
      watch.look();
    } catch (RuntimeException e) {
      // One that comes out would end the looking.
      LOG.error("silence-action of {} failed to look", route, e);
    }
  }

  @Override
  protected void doStop() {
    looking.cancel(false);
    watch.end();
  }

  @Override
  public void process(Exchange exchange) {
    watch.heard(quality.readings(exchange, quality.nowMillis()));
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets how long a sensor may be silent. */
  public void setSilentAfter(String silentAfter) {
    this.silentAfter = silentAfter;
  }

  /** Sets the ids of sensors that are watched from the start, with commas between them. */
  public void setExpect(String expect) {
    this.expect = expect;
  }

  /** Sets after how long a silent sensor is no longer watched. */
  public void setForgetAfter(String forgetAfter) {
    this.forgetAfter = forgetAfter;
  }

  /** Sets the id of the route that the action is a step of. */
  public void setRoute(String route) {
    this.route = route;
  }
}
