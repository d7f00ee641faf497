package io.github.sensoringest.gateway;

import io.github.sensoringest.swap.Abandonable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.DefaultInflightRepository;

/**
 * Counts each exchange once, in the route where it began, which is what the drain asks for. Camel's
 * own counts it in all and in every route that it passes, so that all sources add to the same
 * counters: some five percent of the cost of a message with a single reading.
 *
 * <p>Nor does it forget a route that is removed while a message of it waits for room in the buffer:
 * with Camel's own, the route that comes in its place would have one less than none under way.
 */
final class OriginInflight extends DefaultInflightRepository implements Abandonable {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** What was broken off and may end some day, by route; it is not waited for. */
  private final Map<String, AtomicLong> abandoned = new ConcurrentHashMap<>();

  /** Whether there is any of it, since that is asked for each message. */
  private volatile boolean anyAbandoned;

  @Override
  public void add(Exchange exchange) {}

  @Override
  public void remove(Exchange exchange) {}

  @Override
  public void add(Exchange exchange, String routeId) {
    if (routeId.equals(exchange.getFromRouteId())) {
      LongAdder count = counts.get(routeId);
      (count == null ? counts.computeIfAbsent(routeId, id -> new LongAdder()) : count).increment();
    }
  }

  @Override
  public void remove(Exchange exchange, String routeId) {
    if (routeId.equals(exchange.getFromRouteId())) {
      LongAdder count = counts.get(routeId);
      if (count != null && !(anyAbandoned && endsAbandoned(routeId))) {
        count.decrement();
      }
    }
  }

  private boolean endsAbandoned(String routeId) {
    AtomicLong left = abandoned.get(routeId);
    return left != null && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  @Override
  public void abandon(String routeId) {
    LongAdder count = counts.get(routeId);
    long broken = count == null ? 0 : count.sum();
    if (broken > 0) {
      abandoned.computeIfAbsent(routeId, id -> new AtomicLong()).addAndGet(broken);
      anyAbandoned = true;
      count.add(-broken);
    }
  }

  @Override
  public void removeRoute(String routeId) {
    super.removeRoute(routeId);
    // What still waits for room counts on; without any, nothing can be added to it any more.
    counts.computeIfPresent(routeId, (id, count) -> count.sum() == 0 ? null : count);
  }

  @Override
  public int size(String routeId) {
    LongAdder count = counts.get(routeId);
    return count == null ? 0 : count.intValue();
  }
}
