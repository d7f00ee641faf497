package io.github.sensoringest.host;

import java.util.function.Supplier;
import oshi.hardware.GlobalMemory;

/**
 * {@code MEMORY_USED} in percent and {@code MEMORY_USED_BYTES}: the machine's memory that programs
 * could not have without swapping. A container's own limit is not looked at.
 */
final class MemoryUse implements HostPart {
  private final Supplier<GlobalMemory> memory;

  MemoryUse(Supplier<GlobalMemory> memory) {
    this.memory = memory;
  }

  @Override
  public void read(HostReadings readings) {
    GlobalMemory now = memory.get();
    long total = now.getTotal();
    long used = total - now.getAvailable();
    if (total > 0) {
      readings.add("MEMORY_USED", 100.0 * used / total, "percent");
      readings.add("MEMORY_USED_BYTES", used, "bytes");
    }
  }
}
