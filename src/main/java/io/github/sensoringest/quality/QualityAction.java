package io.github.sensoringest.quality;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.reading.QualityFlag;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Finds implausible readings on their way to the entry, and tags, refuses or raises an alarm. The
 * kamelet {@code quality-action} makes one for each use and says what the parameters mean; {@link
 * #init} checks them. What is no usable reading passes as it is. Thread-safe.
 */
public class QualityAction extends ServiceSupport implements Processor, CamelContextAware {
  private CamelContext camelContext;
  private String min = "";
  private String max = "";
  private String maxStep = "";
  private String maxRate = "";
  private String stuckAfter = "";
  private String unit = "";
  private String maxClockSkew = "";
  private String onFinding = "tag";
  private String onRange = "";
  private String onStep = "";
  private String onRate = "";
  private String onStuck = "";
  private String onClockSkew = "";
  private String onUnit = "";
  private String clearAfter = "3";

  private Quality quality;
  private QualityLimits limits;
  private QualityChecks checks;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    quality = Quality.of(camelContext);
    limits = limits();
  }

  /** Begins anew: what was remembered before a stop is forgotten. */
  @Override
  protected void doStart() {
    checks = new QualityChecks(limits, quality);
  }

  private QualityLimits limits() {
    try {
      boolean stuckByCount = stuckAfter.strip().matches("\\d+");
      QualityLimits read =
          new QualityLimits(
              Parameters.optionalNumber("min", min),
              Parameters.optionalNumber("max", max),
              Parameters.optionalDistance("maxStep", maxStep),
              Parameters.optionalDistance("maxRate", maxRate),
              stuckByCount ? Parameters.whole("stuckAfter", stuckAfter, 2, Integer.MAX_VALUE) : 0,
              stuckByCount ? 0 : nanos("stuckAfter", stuckAfter),
              nanos("maxClockSkew", maxClockSkew),
              unit.isBlank() ? Optional.empty() : Optional.of(new ExpectedUnit(unit)),
              onFindings(),
              Parameters.whole("clearAfter", clearAfter, 1, 1_000_000));
      if (read.asksForNothing()) {
        throw new IllegalArgumentException(
            "nothing is asked for: write min, max, maxStep, maxRate, stuckAfter, unit or"
                + " maxClockSkew");
      }
      return read;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("quality-action: " + e.getMessage());
    }
  }

  private static long nanos(String name, String text) {
    return text.isBlank() ? 0 : Parameters.duration(name, text).toNanos();
  }

  private Map<QualityFlag, OnFinding> onFindings() {
    OnFinding otherwise = OnFinding.of("onFinding", onFinding);
    Map<QualityFlag, OnFinding> on = new EnumMap<>(QualityFlag.class);
    OnFinding range = onFinding("onRange", onRange, otherwise);
    on.put(QualityFlag.BELOW_MIN, range);
    on.put(QualityFlag.ABOVE_MAX, range);
    on.put(QualityFlag.STEP, onFinding("onStep", onStep, otherwise));
    on.put(QualityFlag.RATE, onFinding("onRate", onRate, otherwise));
    on.put(QualityFlag.STUCK, onFinding("onStuck", onStuck, otherwise));
    on.put(QualityFlag.CLOCK_SKEW, onFinding("onClockSkew", onClockSkew, otherwise));
    on.put(QualityFlag.WRONG_UNIT, onFinding("onUnit", onUnit, otherwise));
    return on;
  }

  private static OnFinding onFinding(String name, String text, OnFinding otherwise) {
    return text.isBlank() ? otherwise : OnFinding.of(name, text);
  }

  @Override
  public void process(Exchange exchange) {
    long nowMillis = quality.nowMillis();
    MessageReadings readings = quality.readings(exchange, nowMillis);
    checks.check(readings, nowMillis);
    readings.finish();
  }

  @Override
  protected void doStop() {
    checks.end();
  }

  QualityChecks checks() {
    return checks;
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets the least plausible value; blank: none. */
  public void setMin(String min) {
    this.min = min;
  }

  /** Sets the greatest plausible value; blank: none. */
  public void setMax(String max) {
    this.max = max;
  }

  /** Sets how far a value may be from the one before; blank: any distance. */
  public void setMaxStep(String maxStep) {
    this.maxStep = maxStep;
  }

  /** Sets how much a value may change in a second; blank: at any rate. */
  public void setMaxRate(String maxRate) {
    this.maxRate = maxRate;
  }

  /** Sets how many same values in a row, or for how long the same value, are too much. */
  public void setStuckAfter(String stuckAfter) {
    this.stuckAfter = stuckAfter;
  }

  /** Sets the unit that values are converted to; blank: none are. */
  public void setUnit(String unit) {
    this.unit = unit;
  }

  /** Sets how far a timestamp may be from the clock; blank: as far as the entry takes. */
  public void setMaxClockSkew(String maxClockSkew) {
    this.maxClockSkew = maxClockSkew;
  }

  /** Sets what is done about findings of which no other parameter says it. */
  public void setOnFinding(String onFinding) {
    this.onFinding = onFinding;
  }

  /** Sets what is done about values below min or above max. */
  public void setOnRange(String onRange) {
    this.onRange = onRange;
  }

  /** Sets what is done about values beyond maxStep. */
  public void setOnStep(String onStep) {
    this.onStep = onStep;
  }

  /** Sets what is done about values beyond maxRate. */
  public void setOnRate(String onRate) {
    this.onRate = onRate;
  }

  /** Sets what is done about values that stay the same. */
  public void setOnStuck(String onStuck) {
    this.onStuck = onStuck;
  }

  /** Sets what is done about timestamps beyond maxClockSkew. */
  public void setOnClockSkew(String onClockSkew) {
    this.onClockSkew = onClockSkew;
  }

  /** Sets what is done about units that cannot be converted. */
  public void setOnUnit(String onUnit) {
    this.onUnit = onUnit;
  }

  /** Sets after how many good readings in a row an alarm is cleared. */
  public void setClearAfter(String clearAfter) {
    this.clearAfter = clearAfter;
  }
}
