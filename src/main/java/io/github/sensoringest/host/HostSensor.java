package io.github.sensoringest.host;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.host.DiskUse.Mount;
import io.github.sensoringest.host.NetworkTraffic.Counters;
import io.github.sensoringest.reading.EpochNanos;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/**
 * Sets the body to a list of readings of the machine that this runs on: processor, memory, disks,
 * network, temperatures and fans, as far as it has them. What cannot be read is left out and logged
 * once. Rates begin with the second call. The kamelet {@code host-sensor-source} makes one. Not
 * thread-safe: one timer thread calls it.
 */
public class HostSensor implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(HostSensor.class);

  private final Map<String, HostPart> parts;
  private final Clock clock;
  private final Set<String> failed = new HashSet<>();
  private String sensorId = "HOST";
  private String period = "1s";

  /** Makes a sensor of this machine. */
  public HostSensor() {
    this(thisMachine(), Clock.systemUTC());
  }

  /** Makes a sensor of the given parts, each with what it is called in the log. */
  HostSensor(Map<String, HostPart> parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  public void start() {
    if (sensorId.isBlank()) {
      throw new IllegalArgumentException(
          "a host sensor has no sensorId: write what its ids are to begin with, such as HOST");
    }
    Duration parsed;
    try {
      parsed = Durations.parse(period);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("host sensor " + sensorId + ": period: " + e.getMessage());
    }
    if (parsed.isZero()) {
      throw new IllegalArgumentException(
          "host sensor " + sensorId + ": period is '" + period + "': write a time above 0");
    }
  }

  @Override
  public void process(Exchange exchange) {
    HostReadings readings = new HostReadings(sensorId, EpochNanos.of(clock.instant()));
    for (Map.Entry<String, HostPart> part : parts.entrySet()) {
      try {
        part.getValue().read(readings);
      } catch (RuntimeException | LinkageError e) {
        // Once, not each second. A missing native library is a LinkageError.
        if (failed.add(part.getKey())) {
          LOG.warn(
              "{}: cannot read the {} of this machine and goes on without: {}",
              sensorId,
              part.getKey(),
              e.toString());
        }
      }
    }
    if (readings.isEmpty()) {
      exchange.setRouteStop(true);
    } else {
      exchange.getMessage().setBody(readings.asList());
    }
  }

  /** Sets what the ids begin with. */
  public void setSensorId(String sensorId) {
    this.sensorId = sensorId;
  }

  /** Sets the time between two readings. The timer has its own copy; this one is checked. */
  public void setPeriod(String period) {
    this.period = period;
  }

  /** Touches nothing of the machine yet: finding out what it has takes a while, and may fail. */
  private static Map<String, HostPart> thisMachine() {
    SystemInfo system = new SystemInfo();
    Map<String, HostPart> parts = new LinkedHashMap<>();
    parts.put("processor load", new ProcessorLoad(() -> hardware(system).getProcessor()));
    parts.put("memory", new MemoryUse(() -> hardware(system).getMemory()));
    parts.put(
        "disks",
        new DiskUse(
            () ->
                system.getOperatingSystem().getFileSystem().getFileStores(true).stream()
                    .map(
                        store ->
                            new Mount(
                                store.getMount(),
                                store.getVolume(),
                                store.getType(),
                                store.getTotalSpace()))
                    .toList(),
            System::nanoTime));
    parts.put(
        "network",
        new NetworkTraffic(
            () ->
                hardware(system).getNetworkIFs(false).stream()
                    .filter(card -> card.getIfOperStatus() == NetworkIF.IfOperStatus.UP)
                    .map(
                        card ->
                            new Counters(card.getName(), card.getBytesRecv(), card.getBytesSent()))
                    .toList(),
            System::nanoTime));
    parts.put(
        "temperatures and fans",
        new TemperaturesAndFans(
            () -> hardware(system).getSensors(), () -> hardware(system).getPowerSources()));
    return parts;
  }

  private static HardwareAbstractionLayer hardware(SystemInfo system) {
    return system.getHardware();
  }
}
