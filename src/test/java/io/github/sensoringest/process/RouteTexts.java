package io.github.sensoringest.process;

/** Route files of the tests. */
final class RouteTexts {
  private RouteTexts() {}

  /** Returns a simulated sensor; the parameters are lines such as {@code period: 10ms}. */
  static String simulated(String routeId, String... parameters) {
    return """
        - route:
            id: %s
            from:
              uri: kamelet:simulated-sensor-source
              parameters:
        %s      steps:
                - to: direct:readings
        """
        .formatted(routeId, String.join("\n", parameters).indent(8));
  }

  /** Returns a route from a timer with the step, the first line of which is line 8. */
  static String timerWith(String steps) {
    return """
        - route:
            id: boiler
            from:
              uri: timer:boiler
              parameters:
                period: 1000
              steps:
        """
        + steps.indent(8);
  }

  /** Returns a sink of the name that does the steps for each window. */
  static String sink(String name, String steps) {
    return """
        - route:
            id: sink-%s
            routeConfigurationId: retry
            from:
              uri: direct:sink-%s
              steps:
        """
            .formatted(name, name)
        + steps.indent(8);
  }
}
