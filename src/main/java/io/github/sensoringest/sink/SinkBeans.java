package io.github.sensoringest.sink;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Repeats;
import io.github.sensoringest.swap.Doors;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/**
 * Binds {@code sinks}, {@code alarmSinks} and {@code readingSinks}, which hand windows, alarms and
 * readings to all sinks that take them, {@code sinkFailed} and {@code logSink}.
 */
public final class SinkBeans implements CamelConfiguration, MeterBinder {
  private final Settings settings;
  private final Ledger ledger;
  private final Doors doors;
  private final Clock clock;
  private Optional<MeterRegistry> meters = Optional.empty();
  private volatile Sinks windows;
  private volatile Sinks alarms;
  private volatile Sinks readings;
  private volatile AlarmSinks alarmSinks;

  /**
   * Creates one.
   *
   * @param ledger is told of readings that wait for a sink of readings
   * @param doors sinks are replaced behind these
   */
  public SinkBeans(Settings settings, Ledger ledger, Doors doors, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.doors = doors;
    this.clock = clock;
  }

  /** Returns whether a route that begins with this endpoint is a sink. */
  public static boolean isSink(String endpointUri) {
    return SinkKind.isAny(endpointUri);
  }

  /** Has the meters of each sink be added when its first rows come; before it is configured. */
  @Override
  public void bindTo(MeterRegistry registry) {
    meters = Optional.of(registry);
  }

  @Override
  public void configure(CamelContext context) {
    Repeats repeats = new Repeats(settings.entryLogEvery(), clock);
    windows = sinks(SinkKind.WINDOWS, context, repeats);
    alarms = sinks(SinkKind.ALARMS, context, repeats);
    readings = sinks(SinkKind.READINGS, context, repeats);
    alarmSinks =
        new AlarmSinks(alarms, new Crowd("alarms wait for it in seda:alarms", crowdRepeats()));
    ReadingSinks readingSinks =
        new ReadingSinks(
            readings,
            new Crowd("until it takes readings, no more is taken from the buffer", crowdRepeats()));
    ledger.addHolder(readingSinks);
    Registry registry = context.getRegistry();
    registry.bind("sinks", new WindowSinks(windows));
    registry.bind("alarmSinks", alarmSinks);
    registry.bind("readingSinks", readingSinks);
    registry.bind("sinkFailed", new SinkFailed(this::failed));
    registry.bind("logSink", new LogSink(settings.logFormat()));
  }

  private Sinks sinks(SinkKind kind, CamelContext context, Repeats repeats) {
    return new Sinks(kind, context, settings.sinks(), doors, repeats, meters);
  }

  private Repeats crowdRepeats() {
    return new Repeats(settings.entryLogEvery(), clock);
  }

  /** Returns whether every sink, required or not, has taken what it was given. */
  public boolean areAllTaken() {
    return all().allMatch(Sinks::areAllTaken);
  }

  /**
   * Returns how many alarms and readings wait for required sinks; windows count as delivered by
   * other means.
   */
  public long awaitedRows() {
    return alarms.awaitedRows() + readings.awaitedRows();
  }

  /** Returns whether there is a sink of alarms. */
  public boolean areThereForAlarms() {
    return !alarms.present().isEmpty();
  }

  /** Returns whether no alarm is on its way from its route into the queues of the sinks. */
  public boolean areAlarmsHandedOut() {
    return alarmSinks.isQuiet();
  }

  /**
   * Gives up and counts what best-effort sinks have not taken, and the alarms and readings that no
   * sink has. For the end.
   */
  public void giveUpTheRest() {
    windows.giveUpBestEffort();
    alarms.giveUpAll();
    readings.giveUpAll();
  }

  private void failed(String endpointUri, Throwable cause) {
    all().forEach(sinks -> sinks.failed(endpointUri, cause));
  }

  /** Returns how each sink is that has got rows, by kind and name. */
  public List<SinkStatus> status() {
    return all().flatMap(sinks -> sinks.status().stream()).toList();
  }

  /** Returns what became of the rows for each sink that there has been, by kind and name. */
  public List<SinkCounts> counts() {
    return all().flatMap(sinks -> sinks.counts().stream()).toList();
  }

  private Stream<Sinks> all() {
    return Stream.of(windows, alarms, readings);
  }
}
