package io.github.sensoringest.alarm;

import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/** Sends what is raised in {@link #alarms} to {@code direct:alarms}. */
public final class AlarmBeans implements CamelConfiguration {
  /** Where alarms go. */
  public static final String ENDPOINT = "direct:alarms";

  /** The name of the {@link Alarms} among Camel's beans. */
  public static final String ALARMS = "alarms";

  private final Alarms alarms;
  private volatile ProducerTemplate template;

  /** Creates one that dates alarms by {@code clock}. */
  public AlarmBeans(Clock clock) {
    this.alarms = new Alarms(this::send, clock);
  }

  @Override
  public void configure(CamelContext context) {
    template = context.createProducerTemplate();
    context.getRegistry().bind(ALARMS, alarms);
  }

  private void send(Alarm alarm) {
    // A list, as sinks take one, so that a route can send it on to any.
    template.sendBody(ENDPOINT, List.of(alarm));
  }

  /** Returns the alarms, which can be sent once {@link #configure} has been called. */
  public Alarms alarms() {
    return alarms;
  }
}
