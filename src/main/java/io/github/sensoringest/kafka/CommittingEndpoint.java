package io.github.sensoringest.kafka;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.component.kafka.KafkaEndpoint;

/** A {@code kafka:} endpoint whose consumer, if it allows commits by hand, commits by itself. */
final class CommittingEndpoint extends KafkaEndpoint {
  CommittingEndpoint(String uri, KafkaComponent component) {
    super(uri, component);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    KafkaConfiguration configuration = getConfiguration();
    if (configuration.isBatching() || !configuration.isAllowManualCommit()) {
      return super.createConsumer(processor);
    }
    CommitWhenBuffered commits = new CommitWhenBuffered(processor);
    KafkaConsumer consumer = new KafkaConsumer(this, commits);
    commits.setConsumer(consumer);
    configureConsumer(consumer);
    return consumer;
  }
}
