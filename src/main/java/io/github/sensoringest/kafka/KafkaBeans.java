package io.github.sensoringest.kafka;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Makes {@code kafka:} endpoints commit what is in the buffer, and not before. */
public final class KafkaBeans implements CamelConfiguration {
  @Override
  public void configure(CamelContext context) {
    context.addComponent("kafka", new CommittingComponent());
  }
}
