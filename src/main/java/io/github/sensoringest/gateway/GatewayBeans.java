package io.github.sensoringest.gateway;

import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.entry.EntryBeans;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.RejectedBeans;
import io.github.sensoringest.simulate.SourceEnds;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.timer.TimerBeans;
import io.github.sensoringest.window.WindowBeans;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds all beans that routes may name. */
final class GatewayBeans implements CamelConfiguration {
  private final List<CamelConfiguration> features;
  private final SourceEnds sourceEnds;

  GatewayBeans(
      Settings settings,
      Ledger ledger,
      WindowBeans windows,
      BufferBeans buffer,
      Doors doors,
      TimerBeans timers,
      FirstReadings firstReadings,
      SourceEnds sourceEnds,
      Clock clock) {
    this.features =
        List.of(
            new RejectedBeans(settings, clock),
            new EntryBeans(settings, ledger, firstReadings, clock),
            doors,
            timers,
            buffer,
            windows,
            new SinkBeans(settings, doors));
    this.sourceEnds = sourceEnds;
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    context.getRegistry().bind(SourceEnds.NAME, sourceEnds);
    for (CamelConfiguration feature : features) {
      feature.configure(context);
    }
  }
}
