package io.github.sensoringest.simulate;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.config.Suggestions;
import io.github.sensoringest.simulate.Signal.Shape;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Sets the body to the next {@code SensorReading} of a simulated sensor, or to a list of them for a
 * family. The kamelet {@code simulated-sensor-source} makes one for each sensor and says what the
 * parameters mean; {@link #start} checks them. After the last reading it ends the timer, and passes
 * no exchange on. Not thread-safe: one timer thread calls it.
 */
public class SimulatedSensor implements Processor {
  /** The property of the exchange that has the sensor's last reading. */
  static final String LAST = "sensorIngestLastReading";

  private static final List<String> SIGNALS =
      List.of("gaussian", "constant", "sine", "square", "sawtooth", "uniform", "random-walk");

  /** Each takes about 200 bytes; a slip of the key is not to take all memory. */
  private static final int MOST_SENSORS = 1_000_000;

  private final Clock clock;
  private String sensorId = "";
  private String period = "1s";
  private String readings = "0";
  private String readingsOverride = "";
  private String signal = "gaussian";
  private String mean = "50";
  private String deviation = "10";
  private String value = "50";
  private String amplitude = "10";
  private String cycle = "1m";
  private String min = "0";
  private String max = "100";
  private String step = "1";
  private String unit = "celsius";
  private String seed = "";
  private String sensors = "1";

  private Simulation simulation;
  private long last;

  /** Makes a sensor that dates its readings by the system's clock. */
  public SimulatedSensor() {
    this(Clock.systemUTC());
  }

  SimulatedSensor(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  public void start() {
    if (sensorId.isBlank()) {
      throw new IllegalArgumentException(
          "a simulated sensor has no sensorId: write one, such as TEMP_00");
    }
    try {
      last = Parameters.whole("readings", readings, 0, Long.MAX_VALUE);
      if (!readingsOverride.isBlank()) {
        last = Parameters.whole("simulated.readings", readingsOverride, 0, Long.MAX_VALUE);
      }
      simulation =
          new Simulation(
              sensorId,
              Parameters.whole("sensors", sensors, 1, MOST_SENSORS),
              unit,
              signal(),
              seed.isBlank()
                  ? ThreadLocalRandom.current().nextLong()
                  : Parameters.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
              clock);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("simulated sensor " + sensorId + ": " + e.getMessage());
    }
  }

  @Override
  public void process(Exchange exchange) {
    if (simulation == null) {
      start();
    }
    if (isFinite()) {
      if (simulation.made() >= last) {
        exchange.setRouteStop(true);
        return;
      }
      if (simulation.made() == 0) {
        endTimer(exchange);
      }
    }
    exchange.getMessage().setBody(simulation.next());
    if (isFinite() && simulation.made() == last) {
      exchange.setProperty(LAST, true);
      announceEnd(exchange);
    }
  }

  private boolean isFinite() {
    return last > 0;
  }

  /** Makes the timer cancel itself after the last reading, so that it does not fire on for ever. */
  private void endTimer(Exchange exchange) {
    if (exchange.getFromEndpoint() instanceof TimerEndpoint timer) {
      timer.setRepeatCount(last);
    }
  }

  private static void announceEnd(Exchange exchange) {
    SourceEnds ends =
        exchange.getContext().getRegistry().lookupByNameAndType(SourceEnds.NAME, SourceEnds.class);
    if (ends == null) {
      return;
    }
    String routeId = exchange.getFromRouteId();
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                ends.ended(routeId);
              }
            });
  }

  private Signal signal() {
    // All of them are read, whatever the signal, so that no mistake stays unseen.
    Duration betweenReadings = Parameters.duration("period", period);
    Duration cycleLength = Parameters.duration("cycle", cycle);
    double middle = Parameters.number("mean", mean);
    double height = Parameters.number("amplitude", amplitude);
    double spread = Parameters.number("deviation", deviation);
    double stepSize = Parameters.number("step", step);
    double least = Parameters.number("min", min);
    double greatest = Parameters.number("max", max);
    double fixed = Parameters.number("value", value);
    return switch (signal) {
      case "gaussian" -> new Signal.Gaussian(middle, spread);
      case "constant" -> new Signal.Constant(fixed);
      case "uniform" -> new Signal.Uniform(least, greatest);
      case "random-walk" -> new Signal.RandomWalk(middle, stepSize);
      case "sine" -> new Signal.Wave(Shape.SINE, middle, height, betweenReadings, cycleLength);
      case "square" -> new Signal.Wave(Shape.SQUARE, middle, height, betweenReadings, cycleLength);
      case "sawtooth" ->
          new Signal.Wave(Shape.SAWTOOTH, middle, height, betweenReadings, cycleLength);
      default ->
          throw new IllegalArgumentException(
              "signal is '"
                  + signal
                  + "'"
                  + Suggestions.didYouMean(signal, SIGNALS)
                  + ": write one of "
                  + String.join(", ", SIGNALS));
    };
  }

  /** Sets the sensor's id; a family's sensors get a number appended to it. */
  public void setSensorId(String sensorId) {
    this.sensorId = sensorId;
  }

  /** Sets the time between two readings, which waves go by. The timer has its own copy. */
  public void setPeriod(String period) {
    this.period = period;
  }

  /** Sets how many readings each sensor makes before it ends; 0: without end. */
  public void setReadings(String readings) {
    this.readings = readings;
  }

  /** Sets what holds instead of {@link #setReadings readings}, unless it is blank. */
  public void setReadingsOverride(String readingsOverride) {
    this.readingsOverride = readingsOverride;
  }

  /** Sets the name of the signal. */
  public void setSignal(String signal) {
    this.signal = signal;
  }

  /** Sets the mean of gaussian, the middle of the waves, and the start of random-walk. */
  public void setMean(String mean) {
    this.mean = mean;
  }

  /** Sets the standard deviation of gaussian. */
  public void setDeviation(String deviation) {
    this.deviation = deviation;
  }

  /** Sets the value of constant. */
  public void setValue(String value) {
    this.value = value;
  }

  /** Sets how far the waves go from their middle. */
  public void setAmplitude(String amplitude) {
    this.amplitude = amplitude;
  }

  /** Sets how long one cycle of a wave lasts. */
  public void setCycle(String cycle) {
    this.cycle = cycle;
  }

  /** Sets the least value of uniform. */
  public void setMin(String min) {
    this.min = min;
  }

  /** Sets the greatest value of uniform. */
  public void setMax(String max) {
    this.max = max;
  }

  /** Sets the standard deviation of a step of random-walk. */
  public void setStep(String step) {
    this.step = step;
  }

  /** Sets the unit of the values. */
  public void setUnit(String unit) {
    this.unit = unit;
  }

  /** Sets the seed: the same one gives the same values. Blank: different ones each time. */
  public void setSeed(String seed) {
    this.seed = seed;
  }

  /** Sets how many sensors there are, with one reading each in every list. */
  public void setSensors(String sensors) {
    this.sensors = sensors;
  }
}
