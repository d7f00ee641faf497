package io.github.sensoringest.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.NodeIdFactory;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.FileUtil;

/**
 * Adds the routes of YAML files to a context, with their templates, configurations and beans, and
 * removes them without a trace. Not thread-safe.
 */
final class CamelRoutes {
  private final LiveContext context;
  private volatile Thread adding;
  private LoadedFile file;

  CamelRoutes(LiveContext context) {
    this.context = context;
    context.addModelLifecycleStrategy(new NewRoutes());
    context.addLifecycleStrategy(new NewEndpoints());
  }

  /**
   * Adds files, in any order: one may use what another defines. When the context is started, their
   * routes run at once; before that, they start with it, and a mistake may show only then.
   *
   * @return what came of each, in the same order; one that failed leaves the others alone
   */
  List<LoadedFile> add(List<Resource> files) {
    List<LoadedFile> loaded = files.stream().map(LoadedFile::new).toList();
    each(loaded, this::parse);
    // Each step is for all files before the next, because Camel looks only at what is there.
    each(loaded, this::addConfigurations);
    each(loaded, it -> it.builder().configureRoutes(context));
    each(loaded.stream().filter(CamelRoutes::hasTemplates).toList(), this::addRoutes);
    each(loaded.stream().filter(it -> !hasTemplates(it)).toList(), this::addRoutes);
    each(loaded, this::addTemplatedRoutes);
    return loaded;
  }

  /**
   * Removes all that came with the files, and all that kamelets made for their routes and no other
   * route uses. Does not wait: what is still under way in the routes is lost, so their sources have
   * to be suspended, and what these sent has to be gone, before that.
   */
  void remove(Collection<LoadedFile> files) throws Exception {
    List<String> routes = new ArrayList<>();
    List<Endpoint> endpoints = new ArrayList<>();
    for (LoadedFile file : files) {
      routes.addAll(file.routeIds());
      endpoints.addAll(file.endpoints());
    }
    context.removeRoutes(routes, endpoints);
    for (LoadedFile file : files) {
      removeDefinitions(file);
    }
  }

  /** Removes some of a file's routes, as {@link #remove} does. */
  void removeSome(LoadedFile file, Collection<String> routeIds) throws Exception {
    context.removeRoutes(routeIds, file.endpoints());
    file.endpoints().removeIf(endpoint -> context.hasEndpoint(endpoint.getEndpointUri()) == null);
    file.routes().removeIf(route -> context.getRouteDefinition(route.getId()) == null);
  }

  /**
   * Adds some of a file's routes again that were removed before. The file must define nothing but
   * routes.
   *
   * @return what came of it; if it failed, none of these routes is there
   */
  LoadedFile addSome(LoadedFile file, Collection<String> routeIds) {
    LoadedFile part = new LoadedFile(file.resource());
    List<LoadedFile> parts = List.of(part);
    each(parts, this::parse);
    each(
        parts,
        it -> {
          it.builder().configureRoutes(context);
          it.keepOnly(routeIds);
        });
    each(parts, this::addRoutes);
    each(parts, this::addTemplatedRoutes);
    if (part.failure().isEmpty()) {
      file.routes().addAll(part.routes());
      file.endpoints().addAll(part.endpoints());
    }
    return part;
  }

  private void parse(LoadedFile file) throws Exception {
    String location = file.resource().getLocation();
    RoutesBuilderLoader loader =
        PluginHelper.getRoutesLoader(context).getRoutesLoader(FileUtil.onlyExt(location, false));
    if (loader == null) {
      throw new IllegalArgumentException(location + ": call it NAME.camel.yaml");
    }
    file.parsed((RouteBuilder) loader.loadRoutesBuilder(file.resource()));
  }

  private void addConfigurations(LoadedFile file) throws Exception {
    if (file.builder() instanceof RouteConfigurationBuilder configurations) {
      context.addRoutesConfigurations(configurations);
    }
  }

  private void addRoutes(LoadedFile file) throws Exception {
    NodeIdFactory ids = context.getCamelContextExtension().getContextPlugin(NodeIdFactory.class);
    for (RouteDefinition route : file.builder().getRouteCollection().getRoutes()) {
      refuseIfThere(route.idOrCreate(ids));
    }
    context.addRoutes(file.builder());
  }

  private void addTemplatedRoutes(LoadedFile file) throws Exception {
    for (TemplatedRouteDefinition route :
        file.builder().getTemplatedRouteCollection().getTemplatedRoutes()) {
      refuseIfThere(route.getRouteId());
    }
    context.addTemplatedRoutes(file.builder());
  }

  /** Camel would silently replace the other route. */
  private void refuseIfThere(String routeId) {
    if (routeId != null && context.getRouteDefinition(routeId) != null) {
      throw new IllegalArgumentException("there is another route with the id '" + routeId + "'");
    }
  }

  private void each(List<LoadedFile> files, Step step) {
    for (LoadedFile next : files) {
      if (next.failure().isEmpty()) {
        file = next;
        adding = Thread.currentThread();
        try {
          step.run(next);
        } catch (Exception e) {
          next.failed(e);
        } catch (LinkageError e) {
          // A bean whose class lacks another.
          next.failed(new IllegalStateException(e.toString(), e));
        } finally {
          adding = null;
        }
        if (next.failure().isPresent()) {
          undo(next);
        }
      }
    }
  }

  private void undo(LoadedFile file) {
    try {
      context.removeRoutes(
          file.routes().stream().map(RouteDefinition::getId).toList(), file.endpoints());
      removeDefinitions(file);
    } catch (Exception e) {
      file.failure().orElseThrow().addSuppressed(e);
    }
    file.routes().clear();
    file.endpoints().clear();
  }

  private void removeDefinitions(LoadedFile file) throws Exception {
    if (file.builder() == null) {
      return;
    }
    for (RouteTemplateDefinition template :
        file.builder().getRouteTemplateCollection().getRouteTemplates()) {
      context.removeRouteTemplateDefinition(template);
    }
    if (file.builder() instanceof RouteConfigurationBuilder configurations) {
      context
          .getRouteConfigurationDefinitions()
          .removeAll(configurations.getRouteConfigurationCollection().getRouteConfigurations());
    }
    for (BeanFactoryDefinition<?> bean : List.copyOf(context.getCustomBeans())) {
      if (bean.getResource() == file.resource()) {
        context.getCustomBeans().remove(bean);
        context.getRegistry().unbind(bean.getName());
      }
    }
  }

  private static boolean hasTemplates(LoadedFile file) {
    return file.failure().isEmpty()
        && !file.builder().getRouteTemplateCollection().getRouteTemplates().isEmpty();
  }

  private boolean isAdding() {
    // A dynamic endpoint of a running route may make things at the same time.
    return Thread.currentThread() == adding;
  }

  private interface Step {
    void run(LoadedFile file) throws Exception;
  }

  private final class NewRoutes extends ModelLifecycleStrategySupport {
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
      if (isAdding()) {
        file.routes().add(route);
      }
    }
  }

  private final class NewEndpoints extends LifecycleStrategySupport {
    @Override
    public void onEndpointAdd(Endpoint endpoint) {
      if (isAdding()) {
        file.endpoints().add(endpoint);
      }
    }
  }
}
