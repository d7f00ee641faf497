package io.github.sensoringest.check;

import java.util.List;
import java.util.Set;

/**
 * What a route file has and uses, as far as others depend on it.
 *
 * @param routeIds the ids of the routes that it makes, in its order; a placeholder in one is not
 *     replaced
 * @param kamelets the kamelets and route templates that its routes use
 * @param routeTemplates the ids of the route templates that it has
 * @param declaresBeans whether it has beans for all routes
 * @param routeConfigurations the ids of the route configurations that it has for other files as
 *     well; one without an id is for all routes that name none, and is called ""
 * @param takesFrom the internal endpoints, such as {@code direct:readings}, that its routes consume
 * @param sendsTo the internal endpoints that it sends to, as far as it names them
 */
public record FileFacts(
    List<String> routeIds,
    Set<String> kamelets,
    Set<String> routeTemplates,
    boolean declaresBeans,
    Set<String> routeConfigurations,
    Set<String> takesFrom,
    Set<String> sendsTo) {
  /** Copies the collections. */
  public FileFacts {
    routeIds = List.copyOf(routeIds);
    kamelets = Set.copyOf(kamelets);
    routeTemplates = Set.copyOf(routeTemplates);
    routeConfigurations = Set.copyOf(routeConfigurations);
    takesFrom = Set.copyOf(takesFrom);
    sendsTo = Set.copyOf(sendsTo);
  }
}
