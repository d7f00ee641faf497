package io.github.sensoringest.sink;

import io.github.sensoringest.config.Settings;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Binds {@code sinks}, the list of where closed windows go, {@code sinkFailed} and {@code logSink}.
 */
public final class SinkBeans implements CamelConfiguration {
  private final Settings settings;

  /** Creates one for these settings. */
  public SinkBeans(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void configure(CamelContext context) {
    context.getRegistry().bind("sinks", new Sinks());
    context.getRegistry().bind("sinkFailed", new SinkFailed());
    context.getRegistry().bind("logSink", new LogSink(settings.logFormat()));
  }
}
