package io.github.sensoringest.window;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.Suggestions;
import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.Windowing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;

/**
 * Says how the readings that pass are put into windows, where that is not as the gateway's
 * configuration has it. The kamelet {@code window-action} makes one for each sensor and says what
 * the parameters mean. Thread-safe once started.
 */
public class WindowAction implements Processor, CamelContextAware {
  /** What the gateway's own windowing is called in the registry. */
  static final String DEFAULT = "windowing";

  private static final List<String> POLICIES =
      Arrays.stream(LatePolicy.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();

  private CamelContext context;
  private String length;
  private String hop;
  private String gap;
  private String offset;
  private String lateness;
  private String idle;
  private String late;
  private volatile Windowing windowing;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong, or they do not go together; the message says
   *     what to write
   */
  public void start() {
    Windowing common = context.getRegistry().lookupByNameAndType(DEFAULT, Windowing.class);
    if (common == null) {
      throw new RuntimeCamelException("the bean " + DEFAULT + " is missing");
    }
    try {
      windowing = windowing(common);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("window-action: " + e.getMessage());
    }
  }

  private Windowing windowing(Windowing common) {
    Duration newLength = duration("length", length, common.length());
    boolean sessions = !isMissing(gap);
    boolean sameLength = isMissing(length) && !sessions;
    return new Windowing(
        newLength,
        // A hop or a gap of the gateway goes with the gateway's length.
        duration("hop", hop, sameLength ? common.hop() : newLength),
        duration("gap", gap, isMissing(length) && isMissing(hop) ? common.gap() : Duration.ZERO),
        duration("offset", offset, common.offset()),
        duration("lateness", lateness, common.lateness()),
        duration("idle", idle, common.idle()),
        isMissing(late) ? common.late() : policy());
  }

  private LatePolicy policy() {
    if (!POLICIES.contains(late)) {
      throw new IllegalArgumentException(
          "late is '"
              + late
              + "'"
              + Suggestions.didYouMean(late, POLICIES)
              + ": write one of "
              + String.join(", ", POLICIES));
    }
    return LatePolicy.valueOf(late.toUpperCase(Locale.ROOT));
  }

  private static Duration duration(String name, String text, Duration otherwise) {
    if (isMissing(text)) {
      return otherwise;
    }
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage());
    }
  }

  private static boolean isMissing(String text) {
    return text == null || text.isBlank();
  }

  @Override
  public void process(Exchange exchange) {
    exchange.setProperty(Windowing.PROPERTY, windowing);
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  /** Sets how long a window is. */
  public void setLength(String length) {
    this.length = length;
  }

  /** Sets the time from the beginning of a window to that of the next. */
  public void setHop(String hop) {
    this.hop = hop;
  }

  /** Sets the pause that ends a session. */
  public void setGap(String gap) {
    this.gap = gap;
  }

  /** Sets how much later than at whole multiples of their length windows begin. */
  public void setOffset(String offset) {
    this.offset = offset;
  }

  /** Sets how far readings may be out of order. */
  public void setLateness(String lateness) {
    this.lateness = lateness;
  }

  /** Sets how long the source must have been silent to have its windows closed. */
  public void setIdle(String idle) {
    this.idle = idle;
  }

  /** Sets what is done with readings whose window has closed. */
  public void setLate(String late) {
    this.late = late;
  }
}
