package io.github.sensoringest.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The meters of single sensors, for those who ask for them: of a limited number, since there may be
 * a million. A sensor that has meters keeps them for as long as it is known. Thread-safe.
 */
final class SensorMeters implements MeterBinder {
  private static final String SENSOR = "sensor.ingest.sensor";

  private final SensorBoard board;
  private final int most;
  private final Predicate<String> ofSource;
  private final Set<SensorKey> admitted = new HashSet<>();
  private MultiGauge values;
  private MultiGauge measured;
  private MultiGauge rates;
  private MultiGauge flagged;

  /**
   * Creates them.
   *
   * @param most how many sensors have meters; 0 for none
   * @param ofSource whether sensors of the source may have some
   */
  SensorMeters(SensorBoard board, int most, Predicate<String> ofSource) {
    this.board = board;
    this.most = most;
    this.ofSource = ofSource;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    Gauge.builder("sensor.ingest.sensors.known", board, SensorBoard::size)
        .description("Sensors that the page knows of")
        .register(registry);
    if (most == 0) {
      return;
    }
    Gauge.builder("sensor.ingest.sensors.measured", this, SensorMeters::admitted)
        .description("Sensors that have metrics of their own")
        .register(registry);
    values =
        MultiGauge.builder(SENSOR + ".value")
            .description("The last value of the sensor that is known, in the unit of its label")
            .register(registry);
    measured =
        MultiGauge.builder(SENSOR + ".measured.timestamp")
            .baseUnit("seconds")
            .description("When that was measured, since 1970-01-01T00:00:00Z")
            .register(registry);
    rates =
        MultiGauge.builder(SENSOR + ".readings.per.second")
            .description("Readings per second in the last window of the sensor that has closed")
            .register(registry);
    flagged =
        MultiGauge.builder(SENSOR + ".flagged.readings")
            .description("Readings of that window that a quality step has flagged")
            .register(registry);
    refresh();
  }

  private synchronized int admitted() {
    return admitted.size();
  }

  /** Looks anew at the sensors; for every now and then. */
  synchronized void refresh() {
    if (most == 0) {
      return;
    }
    List<SensorCard> cards = board.cards(new RaisedAlarms(List.of()));
    Set<SensorKey> known = new HashSet<>();
    cards.forEach(card -> known.add(key(card)));
    admitted.retainAll(known);
    List<SensorCard> told = new ArrayList<>();
    for (SensorCard card : cards) {
      SensorKey key = key(card);
      if (admitted.contains(key)) {
        told.add(card);
      } else if (admitted.size() < most && ofSource.test(card.source())) {
        admitted.add(key);
        told.add(card);
      }
    }
    register(values, told, SensorCard::value);
    register(measured, told, SensorMeters::measuredSeconds);
    register(rates, told, SensorCard::rate);
    register(flagged, told, SensorCard::flagged);
  }

  private static SensorKey key(SensorCard card) {
    return new SensorKey(card.source(), card.sensorId());
  }

  private static double measuredSeconds(SensorCard card) {
    return card.measuredMillis() == Long.MIN_VALUE ? Double.NaN : card.measuredMillis() / 1e3;
  }

  private static void register(
      MultiGauge gauge, List<SensorCard> cards, ToDoubleFunction<SensorCard> figure) {
    gauge.register(
        cards.stream()
            .<MultiGauge.Row<?>>map(
                card -> MultiGauge.Row.of(tags(card), figure.applyAsDouble(card)))
            .toList(),
        true);
  }

  private static Tags tags(SensorCard card) {
    return Tags.of("source", card.source(), "sensor", card.sensorId(), "unit", card.unit());
  }
}
