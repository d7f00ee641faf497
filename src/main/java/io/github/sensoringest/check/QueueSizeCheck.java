package io.github.sensoringest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that no queue is given two sizes. Camel takes that of the endpoint which it sees first,
 * and refuses the other one when its route starts.
 */
final class QueueSizeCheck {
  /** An endpoint that states the size of its queue. */
  private record Stated(Endpoint endpoint, Endpoint.Option size) {}

  private final Findings findings;

  QueueSizeCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Endpoint> endpoints) {
    Map<String, Stated> first = new HashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.scheme().equals("seda")) {
        endpoint
            .option("size")
            .filter(size -> !size.isComputed())
            .ifPresent(size -> check(new Stated(endpoint, size), first));
      }
    }
  }

  private void check(Stated stated, Map<String, Stated> first) {
    String queue = stated.endpoint().pathOr("name");
    Stated other = first.putIfAbsent(queue, stated);
    if (other != null && !other.size().text().equals(stated.size().text())) {
      findings.report(
          stated.endpoint().scope().file(),
          stated.size().value(),
          "'seda:%s' has the size %s here and %s in %s:%d; write it in one place"
              .formatted(
                  queue,
                  stated.size().text(),
                  other.size().text(),
                  other.endpoint().scope().file().name(),
                  other.size().value().line()));
    }
  }
}
