package io.github.sensoringest.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * {@code NET_RECEIVED} and {@code NET_SENT}, in bytes per second since the last tick: in total over
 * the interfaces that are up, because those of a machine with containers come and go. What is
 * inside the machine is left out, so that nothing counts twice.
 */
final class NetworkTraffic implements HostPart {
  private static final Pattern INSIDE =
      Pattern.compile("(lo|lo\\d+|docker.*|br-.*|veth.*|virbr.*|vnet.*|cni.*|flannel.*|cali.*)");

  private final Supplier<List<Counters>> interfaces;
  private final LongSupplier nanoTime;
  private Map<String, Counters> before;
  private long readAt;

  NetworkTraffic(Supplier<List<Counters>> interfaces, LongSupplier nanoTime) {
    this.interfaces = interfaces;
    this.nanoTime = nanoTime;
  }

  @Override
  public void read(HostReadings readings) {
    List<Counters> counted = interfaces.get();
    // Not the time of the tick: the first look at the machine takes the better part of a second.
    long readNow = nanoTime.getAsLong();
    Map<String, Counters> now = new HashMap<>();
    long received = 0;
    long sent = 0;
    for (Counters counters : counted) {
      if (INSIDE.matcher(counters.name()).matches()) {
        continue;
      }
      now.put(counters.name(), counters);
      Counters then = before == null ? null : before.get(counters.name());
      if (then != null) {
        // An interface that was made anew counts from 0 again.
        received += Math.max(0, counters.received() - then.received());
        sent += Math.max(0, counters.sent() - then.sent());
      }
    }
    if (before != null && readNow > readAt) {
      double seconds = (readNow - readAt) / (double) TimeUnit.SECONDS.toNanos(1);
      readings.add("NET_RECEIVED", received / seconds, "bytes/s");
      readings.add("NET_SENT", sent / seconds, "bytes/s");
    }
    before = now;
    readAt = readNow;
  }

  /** The bytes that an interface has received and sent since it was made. */
  record Counters(String name, long received, long sent) {}
}
