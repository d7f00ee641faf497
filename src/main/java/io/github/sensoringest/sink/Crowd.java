package io.github.sensoringest.sink;

import io.github.sensoringest.rejected.Repeats;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until there is room in the queues of all sinks that lose nothing. Thread-safe. */
final class Crowd {
  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
  private static final long LOOK_MILLIS = 5;

  private final String consequence;
  private final Repeats repeats;

  /**
   * Creates one.
   *
   * @param consequence says for a person what does not happen meanwhile
   */
  Crowd(String consequence, Repeats repeats) {
    this.consequence = consequence;
    this.repeats = repeats;
  }

  /**
   * Waits as long as it takes.
   *
   * @throws RejectedExecutionException if the gateway is stopped by force, which the orderly stop
   *     does last
   */
  void await(Sinks sinks, CamelContext context) throws InterruptedException {
    for (Optional<String> full = sinks.crowded(); full.isPresent(); full = sinks.crowded()) {
      String name = full.get();
      if (context.getShutdownStrategy().isForceShutdown()) {
        throw new RejectedExecutionException("the gateway stops, and " + name + " is full");
      }
      repeats
          .next(name)
          .ifPresent(heldBack -> LOG.warn("{} is slow or failing; {}", name, consequence));
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
