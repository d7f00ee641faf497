package io.github.sensoringest.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.NodeIdFactory;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Checks route files and adds them to a Camel context: those of the pipeline and of the sinks
 * first, then those of the sensors. Not thread-safe.
 */
public final class RouteLoader {
  private final List<FileVersion> files;
  private final Set<String> allowedSchemes;
  private final Set<String> gatewayRoutes = new HashSet<>();

  /**
   * Creates one for these files; kamelets among them are left to the kamelet component.
   *
   * @param allowedSchemes what sensors may use besides what they may by default
   */
  public RouteLoader(List<RouteFile> files, Set<String> allowedSchemes) {
    this.allowedSchemes = Set.copyOf(allowedSchemes);
    this.files = files.stream().map(FileVersion::read).toList();
  }

  /**
   * Adds the routes.
   *
   * @param context a context that is configured and not yet started
   * @throws RouteFileException if the check finds anything; then none is added
   * @throws Exception if Camel cannot make routes of the files all the same
   */
  public void load(CamelContext context) throws Exception {
    List<Finding> findings =
        new RouteCheck(
                name -> context.getPropertiesComponent().resolveProperty(name).isPresent(),
                name -> context.getRegistry().lookupByName(name) != null,
                allowedSchemes)
            .check(files);
    if (!findings.isEmpty()) {
      throw new RouteFileException(findings);
    }
    load(context, Set.of(Role.PIPELINE, Role.SINK));
    NodeIdFactory ids = context.getCamelContextExtension().getContextPlugin(NodeIdFactory.class);
    for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
      gatewayRoutes.add(route.idOrCreate(ids));
    }
    load(context, Set.of(Role.SENSOR));
  }

  /** Loads all at once, so that a route may use a route configuration of any other file. */
  private void load(CamelContext context, Collection<Role> roles) throws Exception {
    List<Resource> resources = new ArrayList<>();
    for (FileVersion version : files) {
      if (roles.contains(version.file().role())) {
        String location = "file:" + version.file().path().toAbsolutePath();
        resources.add(ResourceHelper.fromBytes(location, version.content()));
      }
    }
    PluginHelper.getRoutesLoader(context).loadRoutes(resources);
  }

  /** Returns the ids of the routes of the pipeline and of the sinks, once they are loaded. */
  public Set<String> gatewayRoutes() {
    return Set.copyOf(gatewayRoutes);
  }
}
