package io.github.sensoringest.gateway;

import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.FolderHealth;
import io.github.sensoringest.live.LiveFolder;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.SimpleRegistry;

/** What route files find in the gateway, made without starting it. */
public final class Surroundings {
  private static final String CONFIGURED_BEAN = "camel.beans.";

  private final Settings settings;
  private final PropertiesComponent properties;
  private final Set<String> beans = new HashSet<>();

  /**
   * Makes what a gateway with this configuration would have.
   *
   * @param properties every key that a placeholder of a route may name, with its value
   */
  public Surroundings(Settings settings, Map<String, String> properties) {
    this.settings = settings;
    SimpleRegistry registry = new SimpleRegistry();
    // It is never started, and so needs no end.
    DefaultCamelContext context = new DefaultCamelContext(registry);
    this.properties = context.getPropertiesComponent();
    Properties given = new Properties();
    given.putAll(properties);
    this.properties.setOverrideProperties(given);
    try {
      new GatewayBeans(
              settings,
              new Ledger(),
              new FirstReadings(0, reading -> {}),
              routeId -> {},
              LiveFolder.fixed(List.of()),
              Clock.systemUTC())
          .configure(context);
    } catch (Exception e) {
      throw new IllegalStateException("the beans of the gateway cannot be made", e);
    }
    beans.addAll(registry.keySet());
    beans.add(Gateway.METERS);
    beans.add(FolderHealth.ID);
    properties.keySet().stream()
        .filter(key -> key.startsWith(CONFIGURED_BEAN))
        .map(key -> key.substring(CONFIGURED_BEAN.length()).split("[.\\[]", 2)[0])
        .forEach(beans::add);
  }

  /** Returns the names of the beans, besides those that route files declare. */
  public Set<String> beans() {
    return Set.copyOf(beans);
  }

  /** Returns a check that finds in route files what the gateway would. */
  public RouteCheck check() {
    return new RouteCheck(
        name -> properties.resolveProperty(name).isPresent(),
        beans::contains,
        settings.routesAllowedSchemes());
  }
}
