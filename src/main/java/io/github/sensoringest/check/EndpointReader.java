package io.github.sensoringest.check;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Takes the addresses of endpoints apart. */
final class EndpointReader {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");

  private final Findings findings;

  EndpointReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * Returns the endpoint, or nothing if its kind is not known before the route runs.
   *
   * @param prefix what is to be put before the address, such as {@code kamelet:}
   * @param parameters the options below the address; null if there are none
   */
  Optional<Endpoint> read(Scope scope, boolean consumer, Node uri, String prefix, Node parameters) {
    String address = prefix + Nodes.text(uri).orElse("").strip();
    if (address.isEmpty() || address.contains("${")) {
      return Optional.empty();
    }
    // A placeholder may hold a colon or a question mark of its own.
    String plain = PLACEHOLDER.matcher(address).replaceAll(m -> "_".repeat(m.group().length()));
    int query = plain.indexOf('?');
    int end = query < 0 ? address.length() : query;
    int colon = plain.substring(0, end).indexOf(':');
    String scheme = address.substring(0, colon < 0 ? end : colon);
    if (scheme.contains("{{")) {
      return Optional.empty();
    }
    String path = colon < 0 ? "" : address.substring(colon + 1, end);
    List<Endpoint.Option> options = new ArrayList<>();
    if (query >= 0) {
      if (!Nodes.entries(parameters).isEmpty()) {
        findings.report(
            scope.file(),
            uri,
            "options both behind the '?' and below 'parameters'; write all below 'parameters'");
        return Optional.empty();
      }
      readQuery(scope, uri, address.substring(query + 1), options);
    }
    readParameters(scope, parameters, options);
    return Optional.of(
        new Endpoint(
            scope,
            consumer,
            Place.of(uri),
            scheme,
            path.startsWith("//") ? path.substring(2) : path,
            List.copyOf(options)));
  }

  private void readQuery(Scope scope, Node uri, String query, List<Endpoint.Option> options) {
    Place at = Place.of(uri);
    try {
      URISupport.parseQuery(query, true)
          .forEach(
              (name, value) ->
                  options.add(new Endpoint.Option(at, at, name, String.valueOf(value))));
    } catch (URISyntaxException e) {
      findings.report(
          scope.file(), uri, "the options behind the '?' cannot be read: " + e.getReason());
    }
  }

  private void readParameters(Scope scope, Node parameters, List<Endpoint.Option> options) {
    for (NodeTuple entry : Nodes.entries(parameters)) {
      Node key = entry.getKeyNode();
      Node value = entry.getValueNode();
      String name = Nodes.option(entry).orElse("");
      if (value instanceof ScalarNode scalar) {
        if (Nodes.isBlank(value)) {
          findings.report(
              scope.file(),
              key,
              "'%s' has no value; one that begins with # must be in quotes".formatted(name));
        } else {
          options.add(new Endpoint.Option(Place.of(key), Place.of(value), name, scalar.getValue()));
        }
      }
    }
  }
}
