package io.github.sensoringest.web;

import io.github.sensoringest.alarm.Alarm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alarms that are raised at one moment, by sensor. Immutable. */
final class RaisedAlarms {
  private final Map<SensorKey, List<Alarm>> bySensor = new HashMap<>();

  RaisedAlarms(List<Alarm> alarms) {
    for (Alarm alarm : alarms) {
      bySensor
          .computeIfAbsent(
              new SensorKey(alarm.source(), alarm.sensorId()), key -> new ArrayList<>())
          .add(alarm);
    }
  }

  /** Returns those about a sensor. */
  List<Alarm> about(String source, String sensorId) {
    List<Alarm> alarms = bySensor.get(new SensorKey(source, sensorId));
    return alarms == null ? List.of() : List.copyOf(alarms);
  }
}
