package io.github.sensoringest.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.kamelet.Kamelet;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Camel context whose routes come and go: adding and removing some costs little, however many
 * there are.
 */
public final class LiveContext extends DefaultCamelContext {
  private static final Logger LOG = LoggerFactory.getLogger(LiveContext.class);

  /** Creates one that is yet to be built and initialized. */
  public LiveContext() {
    super(false);
  }

  /**
   * Camel asks for this before it adds a route, in case there is one with the id, and goes through
   * the endpoints of all routes before it looks whether there is.
   */
  @Override
  public boolean removeRoute(String routeId) throws Exception {
    return getRouteServices().containsKey(routeId) && super.removeRoute(routeId);
  }

  /**
   * Stops and removes routes without waiting for what is under way in them, with the routes and
   * endpoints that only they use. Camel leaves behind the routes that kamelets made for them, goes
   * through all endpoints once for each route, and has each wait in another thread.
   *
   * @param routeIds the routes; what is not there is passed over
   * @param endpoints further endpoints to remove, unless another route uses them
   */
  void removeRoutes(Collection<String> routeIds, Collection<Endpoint> endpoints) throws Exception {
    Set<String> ids = new HashSet<>(routeIds);
    Set<Endpoint> unused = identitySet(endpoints);
    Map<String, Object> parents = parents();
    getLock().lock();
    try {
      Map<RouteService, Set<Endpoint>> remaining = new LinkedHashMap<>();
      getRouteServices().values().forEach(route -> remaining.put(route, route.gatherEndpoints()));
      List<RouteService> going = takeOut(ids, remaining, parents, unused);
      going.sort(Comparator.comparing(LiveContext::isFedByARoute));
      going.forEach(this::remove);
      getCamelContextExtension()
          .getRouteStartupOrder()
          .removeIf(order -> ids.contains(order.getRoute().getId()));
      remaining.values().forEach(used -> used.forEach(unused::remove));
      unused.forEach(this::removeEndpoint);
    } finally {
      getLock().unlock();
    }
    for (RouteDefinition route : List.copyOf(getRouteDefinitions())) {
      if (ids.contains(route.getId())) {
        removeRouteDefinition(route);
      }
    }
  }

  /** Moves the routes over, then those that kamelets made for them, until there are no more. */
  private static List<RouteService> takeOut(
      Set<String> ids,
      Map<RouteService, Set<Endpoint>> remaining,
      Map<String, Object> parents,
      Set<Endpoint> unused) {
    List<RouteService> going = new ArrayList<>();
    Set<String> next = ids;
    while (!next.isEmpty()) {
      for (RouteService route : List.copyOf(remaining.keySet())) {
        if (next.contains(route.getId())) {
          unused.addAll(remaining.remove(route));
          going.add(route);
        }
      }
      next = kamelets(ids, remaining, parents, unused);
      ids.addAll(next);
    }
    return going;
  }

  /** Returns the routes that kamelets made for the going ones, and that no other one sends to. */
  private static Set<String> kamelets(
      Set<String> going,
      Map<RouteService, Set<Endpoint>> remaining,
      Map<String, Object> parents,
      Set<Endpoint> unused) {
    Set<String> kamelets = new HashSet<>();
    unused.forEach(endpoint -> kamelets.add(kamelet(endpoint)));
    remaining.keySet().stream()
        .map(RouteService::getId)
        .filter(id -> going.contains(parents.get(id)))
        .forEach(kamelets::add);
    remaining.forEach(
        (route, endpoints) ->
            endpoints.stream()
                .map(LiveContext::kamelet)
                // Every kamelet's route names itself, at its end.
                .filter(kamelet -> !route.getId().equals(kamelet))
                .forEach(kamelets::remove));
    kamelets.removeIf(kamelet -> kamelet == null || going.contains(kamelet));
    return kamelets;
  }

  /**
   * Returns the routes that are made with kamelets or route configurations of the names; in the
   * place of a route that a kamelet made, the one that it was made for.
   */
  Set<String> usersOf(Set<String> shared) {
    Map<String, Object> parents = parents();
    Set<String> users = new HashSet<>();
    getLock().lock();
    try {
      for (RouteService route : getRouteServices().values()) {
        RouteDefinition definition = getRouteDefinition(route.getId());
        if (definition != null && shared.contains(definition.getRouteConfigurationId())
            || route.gatherEndpoints().stream()
                .anyMatch(
                    it -> it instanceof KameletEndpoint k && shared.contains(k.getTemplateId()))) {
          users.add(outermost(route.getId(), parents));
        }
      }
    } finally {
      getLock().unlock();
    }
    return users;
  }

  /** Returns the route of a file for which kamelets made the route; or the route itself. */
  String outermost(String routeId) {
    return outermost(routeId, parents());
  }

  private static String outermost(String routeId, Map<String, Object> parents) {
    String id = routeId;
    while (parents.get(id) instanceof String parent) {
      id = parent;
    }
    return id;
  }

  private void remove(RouteService route) {
    try {
      route.setRemovingRoutes(true);
      shutdownRouteService(route, LoggingLevel.DEBUG);
    } catch (RuntimeException e) {
      LOG.warn("The route {} failed to stop; it is removed all the same", route.getId(), e);
    } finally {
      getRouteServices().remove(route.getId());
      getCamelContextExtension().removeRoute(route.getRoute());
    }
  }

  /** What begins outside has to stop first, so that what it sends to is there to the end. */
  private static boolean isFedByARoute(RouteService route) {
    return route.getRoute().getEndpoint() instanceof KameletEndpoint;
  }

  private static String kamelet(Endpoint endpoint) {
    return endpoint instanceof KameletEndpoint kamelet ? kamelet.getRouteId() : null;
  }

  /** Returns, for each route that a kamelet made, the id of the route that it made it for. */
  private Map<String, Object> parents() {
    Map<String, Object> parents = new HashMap<>();
    for (RouteDefinition route : List.copyOf(getRouteDefinitions())) {
      Map<String, Object> parameters = route.getTemplateParameters();
      if (parameters != null && parameters.get(Kamelet.PARENT_ROUTE_ID) != null) {
        parents.put(route.getId(), parameters.get(Kamelet.PARENT_ROUTE_ID));
      }
    }
    return parents;
  }

  private static Set<Endpoint> identitySet(Collection<Endpoint> endpoints) {
    // Endpoints compare their URIs, which takes its time.
    Set<Endpoint> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(endpoints);
    return set;
  }
}
