package io.github.sensoringest.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** What came of a file that {@link CamelRoutes} was to add: its routes, or why there are none. */
final class LoadedFile {
  private final Resource resource;
  private final List<RouteDefinition> routes = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private RouteBuilder builder;
  private Exception failure;

  LoadedFile(Resource resource) {
    this.resource = resource;
  }

  /** Returns the file. */
  Resource resource() {
    return resource;
  }

  /** Returns the ids of the file's routes, without those that kamelets made for them. */
  List<String> routeIds() {
    return own().map(RouteDefinition::getId).toList();
  }

  /** Returns the ids of those that are made from templates. */
  List<String> templatedRouteIds() {
    return own()
        .filter(RouteDefinition::isCreatedFromTemplate)
        .map(RouteDefinition::getId)
        .toList();
  }

  private Stream<RouteDefinition> own() {
    return routes.stream().filter(route -> !Boolean.TRUE.equals(route.isKamelet()));
  }

  /** Returns why the file could not be added; then nothing of it is there. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  List<RouteDefinition> routes() {
    return routes;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  RouteBuilder builder() {
    return builder;
  }

  void parsed(RouteBuilder builder) {
    this.builder = builder;
  }

  /** Forgets the routes that have other ids; to be called before any is added. */
  void keepOnly(Collection<String> routeIds) {
    builder.getRouteCollection().getRoutes().removeIf(it -> !routeIds.contains(it.getId()));
    builder
        .getTemplatedRouteCollection()
        .getTemplatedRoutes()
        .removeIf(it -> !routeIds.contains(it.getRouteId()));
  }

  void failed(Exception failure) {
    this.failure = failure;
  }
}
