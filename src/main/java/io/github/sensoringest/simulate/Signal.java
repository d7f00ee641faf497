package io.github.sensoringest.simulate;

import java.time.Duration;
import java.util.Random;

/**
 * How the values of a simulated sensor go. A value depends on the arguments alone, and nothing here
 * differs between JDKs: {@link Random} is specified to the bit, and so is {@link StrictMath}.
 */
sealed interface Signal {
  /**
   * Returns the value of a reading.
   *
   * @param number which reading of the sensor it is, counted from 0
   * @param previous the sensor's value before this one; of no meaning for reading 0
   * @param random the sensor's own source of chance
   */
  double value(long number, double previous, Random random);

  /** Normally distributed values. */
  record Gaussian(double mean, double deviation) implements Signal {
    public Gaussian {
      requireNotNegative("deviation", deviation);
    }

    @Override
    public double value(long number, double previous, Random random) {
      return mean + deviation * random.nextGaussian();
    }
  }

  /** Always the same value. */
  record Constant(double value) implements Signal {
    @Override
    public double value(long number, double previous, Random random) {
      return value;
    }
  }

  /** Values from {@code min} to {@code max}, each as likely as any other. */
  record Uniform(double min, double max) implements Signal {
    public Uniform {
      if (!(min <= max)) {
        throw new IllegalArgumentException(
            "min is " + min + " and max is " + max + ": write a min that is not above max");
      }
      if (!Double.isFinite(max - min)) {
        throw new IllegalArgumentException("min and max are too far apart");
      }
    }

    @Override
    public double value(long number, double previous, Random random) {
      return min + (max - min) * random.nextDouble();
    }
  }

  /** Begins at {@code start}; each further value is a normally distributed step from the last. */
  record RandomWalk(double start, double step) implements Signal {
    public RandomWalk {
      requireNotNegative("step", step);
    }

    @Override
    public double value(long number, double previous, Random random) {
      return number == 0 ? start : previous + step * random.nextGaussian();
    }
  }

  /**
   * Swings around {@code mean} by {@code amplitude}, once in each {@code cycle}. Reading 0 is where
   * the cycle begins, and {@code period} lies between two readings.
   */
  record Wave(Shape shape, double mean, double amplitude, Duration period, Duration cycle)
      implements Signal {
    public Wave {
      requireNotNegative("amplitude", amplitude);
      requirePositive("period", period);
      requirePositive("cycle", cycle);
    }

    @Override
    public double value(long number, double previous, Random random) {
      // Whole nanoseconds, so that the wave does not drift however many readings there are.
      long sinceStart = number * period.toNanos();
      long length = cycle.toNanos();
      return mean + amplitude * shape.at((double) Math.floorMod(sinceStart, length) / length);
    }

    private static void requirePositive(String name, Duration duration) {
      if (duration.isZero() || duration.isNegative()) {
        throw new IllegalArgumentException(name + " is no time: write a duration such as 1s");
      }
    }
  }

  /** A wave's course from -1 to 1. */
  enum Shape {
    SINE {
      @Override
      double at(double phase) {
        return StrictMath.sin(2 * Math.PI * phase);
      }
    },
    SQUARE {
      @Override
      double at(double phase) {
        return phase < 0.5 ? 1 : -1;
      }
    },
    SAWTOOTH {
      @Override
      double at(double phase) {
        return 2 * phase - 1;
      }
    };

    /** Returns the height at {@code phase}, which goes from 0, inclusive, to 1, exclusive. */
    abstract double at(double phase);
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " is " + value + ": write a number of 0 or more");
    }
  }
}
