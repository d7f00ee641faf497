package io.github.sensoringest.gateway;

import io.github.sensoringest.live.LiveContext;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel's own program, with a context whose routes come and go, and nothing but what is given. */
final class LiveMain extends Main {
  /**
   * Creates one.
   *
   * @param properties every key that a placeholder of a route may name, with its value
   * @param beans what the routes may name besides
   */
  LiveMain(Map<String, String> properties, GatewayBeans beans) {
    configure().withName("sensor-ingest");
    configure().setJmxEnabled(false);
    // What a source shows to devices is as secret as a password, which Camel knows to hide.
    configure().setAdditionalSensitiveKeywords("authorization");
    setDefaultPropertyPlaceholderLocation("false");
    properties.forEach(this::addOverrideProperty);
    configure().addConfiguration(beans);
  }

  @Override
  protected CamelContext createCamelContext() {
    LiveContext context = new LiveContext();
    context.getCamelContextExtension().setRegistry(registry);
    context.setInflightRepository(new OriginInflight());
    return context;
  }
}
