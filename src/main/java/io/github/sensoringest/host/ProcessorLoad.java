package io.github.sensoringest.host;

import java.util.function.Supplier;
import oshi.hardware.CentralProcessor;

/** {@code CPU_LOAD}: how busy all processors together were since the last tick, in percent. */
final class ProcessorLoad implements HostPart {
  private final Supplier<CentralProcessor> processor;
  private long[] before;

  ProcessorLoad(Supplier<CentralProcessor> processor) {
    this.processor = processor;
  }

  @Override
  public void read(HostReadings readings) {
    CentralProcessor now = processor.get();
    long[] ticks = now.getSystemCpuLoadTicks();
    if (before != null) {
      readings.add("CPU_LOAD", 100 * now.getSystemCpuLoadBetweenTicks(before, ticks), "percent");
    }
    before = ticks;
  }
}
