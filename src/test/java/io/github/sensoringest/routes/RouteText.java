package io.github.sensoringest.routes;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Loads route files, and routes written in a test, the way the gateway does. */
final class RouteText {
  private RouteText() {}

  /** Makes the shipped kamelets known. */
  static void useShippedKamelets(CamelContext context) {
    context
        .getComponent("kamelet", KameletComponent.class)
        .setLocation("file:" + Path.of("routes", "kamelets"));
  }

  /** Binds the steps by which a page learns of sensors, as they are without a page. */
  static void bindStepsOfNoPage(CamelContext context) {
    Processor nothing = exchange -> {};
    context.getRegistry().bind("showReadings", nothing);
    context.getRegistry().bind("noteWindows", nothing);
  }

  /** Loads one file of the project. */
  static void loadFile(CamelContext context, String file) throws Exception {
    load(context, PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
  }

  /** Loads one route from {@code sensor} to {@code mock:readings}, with parameters as in YAML. */
  static void loadSensor(CamelContext context, String routeId, String kamelet, String... parameters)
      throws Exception {
    StringBuilder yaml = new StringBuilder();
    yaml.append("- route:\n    id: ").append(routeId).append("\n    from:\n");
    yaml.append("      uri: kamelet:").append(kamelet).append("\n      parameters:\n");
    for (String parameter : parameters) {
      yaml.append("        ").append(parameter).append('\n');
    }
    yaml.append("      steps:\n        - to:\n            uri: mock:readings\n");
    loadText(context, routeId, yaml.toString());
  }

  /** Loads routes written in a test. */
  static void loadText(CamelContext context, String name, String yaml) throws Exception {
    load(context, ResourceHelper.fromString("file:" + name + ".camel.yaml", yaml));
  }

  /** Loads one route from {@code direct:ID} through the kamelet to {@code mock:ID}. */
  static void loadAction(CamelContext context, String id, String kamelet, String... parameters)
      throws Exception {
    StringBuilder yaml = new StringBuilder();
    yaml.append("- route:\n    id: ").append(id).append("\n    from:\n");
    yaml.append("      uri: direct:").append(id).append("\n      steps:\n        - to:\n");
    yaml.append("            uri: kamelet:").append(kamelet).append('\n');
    yaml.append("            parameters:\n");
    for (String parameter : parameters) {
      yaml.append("              ").append(parameter).append('\n');
    }
    yaml.append("        - to:\n            uri: mock:").append(id).append('\n');
    load(context, ResourceHelper.fromString("file:" + id + ".camel.yaml", yaml.toString()));
  }

  private static void load(CamelContext context, Resource resource) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(resource);
  }
}
