package io.github.sensoringest.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Samples of the last minutes. Thread-safe. */
final class Samples {
  /** How far they go back. */
  static final long KEPT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Adds the newest one. */
  synchronized void add(Sample sample) {
    samples.addLast(sample);
    while (samples.getFirst().atMillis() < sample.atMillis() - KEPT_MILLIS) {
      samples.removeFirst();
    }
  }

  /** Returns all, the oldest first. */
  synchronized List<Sample> all() {
    return new ArrayList<>(samples);
  }

  /** Returns the newest one, if there is one. */
  synchronized Optional<Sample> newest() {
    return Optional.ofNullable(samples.peekLast());
  }

  /** Returns the newest of those that are older than the newest one by so much; else the oldest. */
  synchronized Optional<Sample> before(long millis) {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    long wanted = samples.getLast().atMillis() - millis;
    Sample found = samples.getFirst();
    for (Sample sample : samples) {
      if (sample.atMillis() > wanted) {
        break;
      }
      found = sample;
    }
    return Optional.of(found);
  }

  /** Returns how many readings were received per second, over so much time at most. */
  synchronized double rate(long millis) {
    if (samples.size() < 2) {
      return 0;
    }
    Sample last = samples.getLast();
    Sample first = before(millis).orElse(last);
    long elapsed = last.atMillis() - first.atMillis();
    return elapsed <= 0 ? 0 : (last.total().received() - first.total().received()) * 1e3 / elapsed;
  }
}
