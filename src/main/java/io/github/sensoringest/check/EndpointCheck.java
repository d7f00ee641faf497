package io.github.sensoringest.check;

import java.util.List;
import java.util.function.Predicate;

/** Checks the endpoints that routes take from and send to. */
final class EndpointCheck {
  private final Components components;
  private final Predicate<String> hasBean;
  private final Findings findings;

  EndpointCheck(Components components, Predicate<String> hasBean, Findings findings) {
    this.components = components;
    this.hasBean = hasBean;
    this.findings = findings;
  }

  void check(List<Endpoint> endpoints) {
    endpoints.forEach(this::check);
  }

  private void check(Endpoint endpoint) {
    RouteFile file = endpoint.scope().file();
    String scheme = endpoint.scheme();
    // A bean may be a component too.
    if (hasBean.test(scheme)) {
      return;
    }
    String unknown = components.problem(scheme).orElse(null);
    if (unknown != null) {
      findings.report(file, endpoint.uri(), unknown);
      return;
    }
    for (Endpoint.Option option : endpoint.options()) {
      components
          .problem(scheme, option.name())
          .ifPresentOrElse(
              problem -> findings.report(file, option.key(), problem),
              () ->
                  components
                      .problem(endpoint, option.name(), option.text())
                      .ifPresent(problem -> findings.report(file, option.value(), problem)));
    }
    for (String missing : components.missing(endpoint)) {
      findings.report(file, endpoint.uri(), "'%s' needs '%s'".formatted(scheme, missing));
    }
  }
}
