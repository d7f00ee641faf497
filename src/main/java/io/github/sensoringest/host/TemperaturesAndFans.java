package io.github.sensoringest.host;

import java.util.List;
import java.util.function.Supplier;
import oshi.hardware.PowerSource;
import oshi.hardware.Sensors;

/**
 * {@code CPU_TEMPERATURE} and {@code BATTERY_<name>_TEMPERATURE} in celsius, {@code FAN_<number>}
 * in rpm. The operating system says 0 for what it does not know, so 0 is left out.
 */
final class TemperaturesAndFans implements HostPart {
  private final Supplier<Sensors> sensors;
  private final Supplier<List<PowerSource>> batteries;

  TemperaturesAndFans(Supplier<Sensors> sensors, Supplier<List<PowerSource>> batteries) {
    this.sensors = sensors;
    this.batteries = batteries;
  }

  @Override
  public void read(HostReadings readings) {
    Sensors now = sensors.get();
    addKnown(readings, "CPU_TEMPERATURE", now.getCpuTemperature(), "celsius");
    int[] fans = now.getFanSpeeds();
    for (int fan = 0; fan < fans.length; fan++) {
      addKnown(readings, "FAN_" + fan, fans[fan], "rpm");
    }
    for (PowerSource battery : batteries.get()) {
      addKnown(
          readings,
          "BATTERY_" + battery.getName() + "_TEMPERATURE",
          battery.getTemperature(),
          "celsius");
    }
  }

  private static void addKnown(HostReadings readings, String name, double value, String unit) {
    if (value > 0) {
      readings.add(name, value, unit);
    }
  }
}
