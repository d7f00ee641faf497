package io.github.sensoringest.quality;

import static org.apache.camel.model.ProcessorDefinitionHelper.filterTypeInOutputs;

import io.github.sensoringest.reading.Incoming;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Knows whose message it is that a kamelet works on. Camel gives the kamelet a copy that seems to
 * come from the kamelet's own route, and ends when that route does: so the steps that send to
 * kamelets leave a note of the message itself. Thread-safe.
 */
public final class Origins extends ModelLifecycleStrategySupport {
  private static final String ORIGIN = "sensorIngestOrigin";
  private static final String PARENT = "parentRouteId";
  private static final Pattern AT_THE_END = Pattern.compile("^kamelet:(//)?sink\\b(?!-)");

  private final ModelCamelContext context;
  private final InterceptStrategy noting = (camel, step, target, next) -> new Noting(target);

  /** The source by the route in which a message began. */
  private final Map<String, String> sources = new ConcurrentHashMap<>();

  Origins(CamelContext context) {
    this.context = (ModelCamelContext) context;
  }

  /** Comes before the route is made of its definition. */
  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    List<ProcessorDefinition<?>> steps = route.getOutputs();
    filterTypeInOutputs(steps, ToDefinition.class).stream()
        .filter(Origins::mayBeAKamelet)
        .forEach(step -> step.addInterceptStrategy(noting));
    filterTypeInOutputs(steps, KameletDefinition.class)
        .forEach(step -> step.addInterceptStrategy(noting));
  }

  private static boolean mayBeAKamelet(ToDefinition to) {
    String uri = to.getEndpointUri();
    // At the end of a kamelet, the message goes back to the route that it belongs to.
    return uri.startsWith("kamelet:") && !AT_THE_END.matcher(uri).find() || uri.startsWith("{{");
  }

  /** Returns the message that the exchange is a copy of, or the exchange itself. */
  static Exchange of(Exchange exchange) {
    Exchange origin = exchange.getProperty(ORIGIN, Exchange.class);
    return origin == null ? exchange : origin;
  }

  /** Returns the id of the route that the entry finds as the source of the message. */
  public static String sourceOf(Exchange exchange) {
    Quality quality =
        exchange.getContext().getRegistry().lookupByNameAndType(Quality.NAME, Quality.class);
    Exchange origin = of(exchange);
    return quality == null ? Incoming.source(origin.getFromRouteId()) : quality.sourceOf(origin);
  }

  /** Returns the id of the route that the entry finds as the source of what the route brings. */
  public static String sourceOf(CamelContext context, String routeId) {
    Quality quality = context.getRegistry().lookupByNameAndType(Quality.NAME, Quality.class);
    return quality == null ? Incoming.source(routeId) : quality.source(routeId);
  }

  /** Returns the source that the entry finds for the message. */
  String source(Exchange origin) {
    String routeId = origin.getFromRouteId();
    if (routeId == null) {
      return Incoming.source(null);
    }
    String source = sources.get(routeId);
    return source != null ? source : sources.computeIfAbsent(routeId, this::outermost);
  }

  /** Returns the source whose readings pass a route that may be one of a kamelet. */
  String source(String routeId) {
    // Not remembered: the routes around it are just being made.
    return outermost(routeId);
  }

  /** A kamelet that is a source may have actions in it; its readings are those of the route. */
  private String outermost(String routeId) {
    RouteDefinition route = context.getRouteDefinition(routeId);
    Map<String, Object> parameters = route == null ? null : route.getTemplateParameters();
    return parameters != null && parameters.get(PARENT) instanceof String parent
        ? outermost(parent)
        : routeId;
  }

  /** Another route may come under the id. */
  void removed(String routeId) {
    sources.remove(routeId);
  }

  private static final class Noting extends DelegateAsyncProcessor {
    Noting(Processor target) {
      super(target);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      if (exchange.getProperty(ORIGIN) != null) {
        return super.process(exchange, callback);
      }
      exchange.setProperty(ORIGIN, exchange);
      return super.process(
          exchange,
          doneSync -> {
            exchange.removeProperty(ORIGIN);
            callback.done(doneSync);
          });
    }
  }
}
