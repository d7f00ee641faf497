package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * Whether the gateway lives, and whether it is ready, with the parts that are not and why. Thread-
 * safe.
 */
final class Health {
  private static final String PATH = "/observe/health";

  private static final Pattern CAMELS_OWN =
      Pattern.compile("^(check|error|invocation|success|failure)\\.");

  private final CamelContext context;
  private final WorkerExecutor workers;

  Health(CamelContext context, WorkerExecutor workers) {
    this.context = context;
    this.workers = workers;
  }

  void addTo(Router router) {
    add(router, PATH, () -> HealthCheckHelper.invoke(context, "full"));
    add(router, PATH + "/live", () -> HealthCheckHelper.invokeLiveness(context, "full"));
    add(router, PATH + "/ready", () -> HealthCheckHelper.invokeReadiness(context, "full"));
  }

  private void add(Router router, String path, Supplier<Collection<HealthCheck.Result>> checks) {
    // Balancers of load often ask with HEAD.
    router
        .get(path)
        .method(HttpMethod.HEAD)
        .handler(
            ctx ->
                workers
                    .executeBlocking(checks::get, false)
                    .onSuccess(results -> answer(ctx, results))
                    .onFailure(failure -> ctx.fail(500, failure)));
  }

  private static void answer(RoutingContext ctx, Collection<HealthCheck.Result> results) {
    boolean up = results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
    WebApi.send(ctx, up ? 200 : 503, json(up, results).toString());
  }

  private static ObjectNode json(boolean up, Collection<HealthCheck.Result> results) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", up ? "UP" : "DOWN");
    ArrayNode checks = json.putArray("checks");
    // A route that runs says nothing that one wants to know of a thousand of them.
    List<HealthCheck.Result> told =
        results.stream()
            .filter(
                result ->
                    result.getState() != HealthCheck.State.UP
                        || !result.getCheck().getGroup().equals("camel"))
            .sorted(
                Comparator.comparing((HealthCheck.Result result) -> result.getState())
                    .reversed()
                    .thenComparing(result -> result.getCheck().getId()))
            .toList();
    for (HealthCheck.Result result : told) {
      ObjectNode check = checks.addObject();
      check.put("name", result.getCheck().getId());
      check.put("status", result.getState().name());
      result.getMessage().ifPresent(message -> check.put("message", message));
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      result
          .getDetails()
          .forEach(
              (key, value) -> {
                // Camel's own details, such as counts and stack traces, are for its log.
                if (value != null && !CAMELS_OWN.matcher(key).find()) {
                  data.put(key, String.valueOf(value));
                }
              });
      if (!data.isEmpty()) {
        check.set("data", data);
      }
    }
    return json;
  }
}
