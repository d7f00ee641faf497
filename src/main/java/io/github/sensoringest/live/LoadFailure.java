package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import java.net.BindException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.model.RouteDefinition;

/** Says why Camel could not make or start the routes of a file that passed the check. */
final class LoadFailure {
  private LoadFailure() {}

  /** Returns what is wrong, with the line of the route that failed if it is known. */
  static Finding of(FileVersion version, LoadedFile loaded) {
    Exception failure = loaded.failure().orElseThrow();
    RouteDefinition route = route(loaded, failure);
    String message = reason(failure);
    if (route == null) {
      return new Finding(version.file().name(), 0, 0, message);
    }
    return new Finding(
        version.file().name(),
        Math.max(0, route.getLineNumber()),
        1,
        "route '" + route.getId() + "': " + message);
  }

  /** Returns the innermost reason, in one line. */
  static String reason(Throwable failure) {
    BindException bind = find(failure, BindException.class);
    // There may be no such address, too.
    if (bind != null && String.valueOf(bind.getMessage()).contains("in use")) {
      return "the port is in use: " + bind.getMessage() + ". Stop what uses it, or choose another";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return (message == null ? root.toString() : message).strip().lines().findFirst().orElse("");
  }

  /** The outermost: what fails in a kamelet is the matter of the route that uses it. */
  private static RouteDefinition route(LoadedFile loaded, Exception failure) {
    FailedToCreateRouteException notCreated = find(failure, FailedToCreateRouteException.class);
    FailedToStartRouteException notStarted = find(failure, FailedToStartRouteException.class);
    String id =
        notCreated != null
            ? notCreated.getRouteId()
            : notStarted != null ? notStarted.getRouteId() : null;
    if (loaded.builder() == null) {
      return null;
    }
    var routes = loaded.builder().getRouteCollection().getRoutes();
    return routes.stream()
        .filter(route -> route.getId() != null && route.getId().equals(id))
        .findFirst()
        .orElse(routes.size() == 1 ? routes.get(0) : null);
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
