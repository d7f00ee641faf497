package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that what a route sends to within the gateway is taken by another one. */
final class LinkCheck {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");

  private final Predicate<String> isTaken;
  private final Findings findings;

  /**
   * Creates one.
   *
   * @param isTaken whether a route that no file has takes from the internal endpoint of the name
   */
  LinkCheck(Predicate<String> isTaken, Findings findings) {
    this.isTaken = isTaken;
    this.findings = findings;
  }

  void check(List<Endpoint> endpoints) {
    List<Endpoint> internal = endpoints.stream().filter(Endpoint::isInternal).toList();
    Set<String> taken =
        internal.stream()
            .filter(Endpoint::consumer)
            .map(Endpoint::internalName)
            .collect(Collectors.toSet());
    // A name with a placeholder may turn out to be any that fits.
    List<Pattern> takenByPattern =
        taken.stream().filter(name -> name.contains("{{")).map(LinkCheck::pattern).toList();
    for (Endpoint endpoint : internal) {
      String name = endpoint.internalName();
      if (!endpoint.consumer()
          && !name.contains("{{")
          && !endpoint.pathOr("name").isEmpty()
          && !taken.contains(name)
          && !isTaken.test(name)
          && takenByPattern.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
        findings.report(
            endpoint.scope().file(),
            endpoint.uri(),
            "no route takes from '%s'%s".formatted(name, suggestion(name, taken)));
      }
    }
  }

  /** Prefers the same name of the other kind to one that is spelled alike. */
  private static String suggestion(String name, Set<String> taken) {
    String twin =
        name.startsWith("seda:")
            ? name.replaceFirst("seda:", "direct:")
            : name.replaceFirst("direct:", "seda:");
    return taken.contains(twin)
        ? ", did you mean '" + twin + "'?"
        : Suggestions.didYouMean(name, taken);
  }

  private static Pattern pattern(String name) {
    StringBuilder regex = new StringBuilder();
    int end = 0;
    var matcher = PLACEHOLDER.matcher(name);
    while (matcher.find()) {
      regex.append(Pattern.quote(name.substring(end, matcher.start()))).append(".*");
      end = matcher.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(name.substring(end))).toString());
  }
}
