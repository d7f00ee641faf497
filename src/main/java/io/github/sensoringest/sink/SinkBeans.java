package io.github.sensoringest.sink;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.swap.Doors;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Binds {@code sinks}, which hands closed windows to all of them, {@code sinkFailed} and {@code
 * logSink}.
 */
public final class SinkBeans implements CamelConfiguration {
  private final Settings settings;
  private final Doors doors;

  /** Creates one for these settings, and for sinks that are replaced behind these doors. */
  public SinkBeans(Settings settings, Doors doors) {
    this.settings = settings;
    this.doors = doors;
  }

  @Override
  public void configure(CamelContext context) {
    context.getRegistry().bind("sinks", new Sinks(doors, context.createProducerTemplate()));
    context.getRegistry().bind("sinkFailed", new SinkFailed());
    context.getRegistry().bind("logSink", new LogSink(settings.logFormat()));
  }
}
