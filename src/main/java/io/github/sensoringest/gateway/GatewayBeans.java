package io.github.sensoringest.gateway;

import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetterBeans;
import io.github.sensoringest.entry.EntryBeans;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.file.FileBeans;
import io.github.sensoringest.http.HttpBeans;
import io.github.sensoringest.kafka.KafkaBeans;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.mqtt.MqttBeans;
import io.github.sensoringest.quality.QualityBeans;
import io.github.sensoringest.rejected.RejectedBeans;
import io.github.sensoringest.simulate.SourceEnds;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.store.StoreBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.timer.TimerBeans;
import io.github.sensoringest.web.Parts;
import io.github.sensoringest.web.WebBeans;
import io.github.sensoringest.window.WindowBeans;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.QueueReference;
import org.apache.camel.component.seda.SedaComponent;

/** Binds all beans that routes may name, and the components that the gateway has of its own. */
final class GatewayBeans implements CamelConfiguration {
  private final SourceEnds sourceEnds;
  private final Doors doors = new Doors();
  private final TimerBeans timers;
  private final BufferBeans buffer;
  private final WindowBeans windows;
  private final SinkBeans sinks;
  private final AlarmBeans alarms;
  private final QualityBeans quality;
  private final FileBeans files = new FileBeans();
  private final DeadLetterBeans deadLetters;
  private final HttpBeans http;
  private final WebBeans web;
  private final List<CamelConfiguration> features;

  /**
   * Creates them.
   *
   * @param sourceEnds is told when a source has sent its last reading
   * @param folder the routes folder, which need not have been started
   */
  GatewayBeans(
      Settings settings,
      Ledger ledger,
      FirstReadings firstReadings,
      SourceEnds sourceEnds,
      LiveFolder folder,
      Clock clock) {
    this.sourceEnds = sourceEnds;
    this.timers = new TimerBeans(folder::isGatewayRoute);
    this.buffer = new BufferBeans(settings, ledger, clock);
    this.windows = new WindowBeans(settings, ledger, clock);
    this.sinks = new SinkBeans(settings, ledger, doors, clock);
    this.alarms = new AlarmBeans(clock);
    this.quality =
        new QualityBeans(settings, ledger, alarms.alarms(), buffer, clock, System::nanoTime);
    this.deadLetters = new DeadLetterBeans(settings, folder::fileOf, clock);
    this.http = new HttpBeans(settings.http(), settings.store().readings());
    this.web =
        new WebBeans(
            new Parts(
                settings, ledger, folder, buffer, windows, sinks, alarms.alarms(), deadLetters),
            http.listener(),
            clock);
    this.features =
        List.of(
            new RejectedBeans(settings, clock),
            deadLetters,
            new EntryBeans(settings, ledger, firstReadings, clock),
            doors,
            timers,
            buffer,
            new MqttBeans(),
            new KafkaBeans(),
            windows,
            alarms,
            quality,
            sinks,
            http,
            web,
            files,
            new StoreBeans(settings, ledger, clock));
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    context.getRegistry().bind(SourceEnds.NAME, sourceEnds);
    context.getRegistry().bind(PlainSecrets.NAME, new PlainSecrets());
    for (CamelConfiguration feature : features) {
      feature.configure(context);
    }
  }

  WebBeans web() {
    return web;
  }

  Doors doors() {
    return doors;
  }

  TimerBeans timers() {
    return timers;
  }

  BufferBeans buffer() {
    return buffer;
  }

  WindowBeans windows() {
    return windows;
  }

  DeadLetterBeans deadLetters() {
    return deadLetters;
  }

  /** Returns whether all alarms that were sent are in the queues of the sinks that take alarms. */
  boolean areAlarmsHandedOut(CamelContext context) {
    if (!sinks.areThereForAlarms()) {
      return true;
    }
    QueueReference queue =
        context.getComponent("seda", SedaComponent.class).getQueueReference("seda://alarms");
    return (queue == null || queue.getQueue().isEmpty()) && sinks.areAlarmsHandedOut();
  }

  SinkBeans sinks() {
    return sinks;
  }

  Alarms alarms() {
    return alarms.alarms();
  }

  FileBeans files() {
    return files;
  }

  QualityBeans quality() {
    return quality;
  }
}
