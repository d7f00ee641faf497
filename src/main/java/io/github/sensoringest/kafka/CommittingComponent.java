package io.github.sensoringest.kafka;

import java.util.Map;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's {@code kafka} component, with consumers that commit when the readings are accounted for.
 * Everything else about its endpoints is Camel's. It carries the name of Camel's own so that Camel
 * configures it alike.
 */
@Component("kafka")
final class CommittingComponent extends KafkaComponent {
  @Override
  protected KafkaEndpoint createEndpoint(
      String uri, String remaining, Map<String, Object> parameters) throws Exception {
    KafkaEndpoint made = super.createEndpoint(uri, remaining, parameters);
    CommittingEndpoint endpoint = new CommittingEndpoint(uri, this);
    endpoint.setConfiguration(made.getConfiguration());
    endpoint.setKafkaClientFactory(made.getKafkaClientFactory());
    endpoint.setKafkaManualCommitFactory(made.getKafkaManualCommitFactory());
    endpoint.setBridgeErrorHandler(made.isBridgeErrorHandler());
    endpoint.setExceptionHandler(made.getExceptionHandler());
    endpoint.setExchangePattern(made.getExchangePattern());
    endpoint.setLazyStartProducer(made.isLazyStartProducer());
    return endpoint;
  }
}
