package io.github.sensoringest.gateway;

import io.github.sensoringest.live.RouteFile;
import io.github.sensoringest.live.RouteFileException;
import java.net.BindException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** The gateway could not start; the message says why, for a person, with the file and line. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }

  static StartFailure of(Exception cause, CamelContext context, List<RouteFile> files) {
    RouteFileException routeFile = find(cause, RouteFileException.class);
    if (routeFile != null) {
      return new StartFailure(routeFile.getMessage(), cause);
    }
    return new StartFailure(place(cause, context, files) + reason(cause), cause);
  }

  private static String reason(Exception failure) {
    BindException bind = find(failure, BindException.class);
    if (bind != null) {
      return "the port is in use: " + bind.getMessage() + ". Stop what uses it, or choose another";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return (message == null ? root.toString() : message).strip().lines().findFirst().orElse("");
  }

  /** Returns {@code file:line: } of the route that failed, or nothing if it was none. */
  private static String place(Exception failure, CamelContext context, List<RouteFile> files) {
    String routeId = null;
    FailedToCreateRouteException notCreated = find(failure, FailedToCreateRouteException.class);
    FailedToStartRouteException notStarted = find(failure, FailedToStartRouteException.class);
    if (notCreated != null) {
      routeId = notCreated.getRouteId();
    } else if (notStarted != null) {
      routeId = notStarted.getRouteId();
    }
    if (routeId == null) {
      return "";
    }
    RouteDefinition route = definition(context, routeId);
    if (route == null || route.getLocation() == null) {
      return "route '" + routeId + "': ";
    }
    String path = route.getLocation().replaceFirst("^file:", "");
    String name =
        files.stream()
            .filter(file -> file.path().toAbsolutePath().toString().equals(path))
            .map(RouteFile::name)
            .findFirst()
            .orElse(path);
    return name
        + (route.getLineNumber() > 0 ? ":" + route.getLineNumber() : "")
        + ": route '"
        + route.getId()
        + "': ";
  }

  /**
   * Returns the route's definition; for the route inside a kamelet, that of the sensor using it.
   */
  private static RouteDefinition definition(CamelContext context, String routeId) {
    if (!(context instanceof ModelCamelContext model)) {
      return null;
    }
    RouteDefinition route = model.getRouteDefinition(routeId);
    if (route != null && route.getTemplateParameters() != null) {
      Object user = route.getTemplateParameters().get("parentRouteId");
      RouteDefinition using = user == null ? null : model.getRouteDefinition(user.toString());
      return using == null ? route : using;
    }
    return route;
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
