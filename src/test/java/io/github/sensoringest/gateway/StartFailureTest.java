package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel takes for something else in silence, the gateway refuses to start with. */
class StartFailureTest {
  @TempDir Path folder;

  @Test
  void durationThatCamelWouldTakeForFireOnceIsRefused() {
    refuses(route("a", "timer:tick", "period: abc"), 6, "period");
  }

  @Test
  void countThatCamelWouldTakeForEverIsRefused() {
    refuses(route("a", "timer:tick", "repeatCount: abc"), 6, "repeatCount");
  }

  @Test
  void secondRouteThatWouldReplaceTheFirstIsRefused() {
    String one = route("a", "timer:tick", "period: 1000");

    refuses(one + one, 11, "a");
  }

  @Test
  void parameterThatTheKameletDoesNotHaveIsRefused() {
    refuses(route("a", "kamelet:host-sensor-source", "perod: 1s"), 6, "perod");
  }

  @Test
  void beanThatNobodyHasIsRefused() {
    refuses(
        route("a", "timer:tick", "period: 1000") + "        - process:\n            ref: nobody\n",
        11,
        "nobody");
  }

  private void refuses(String sensors, int line, String what) {
    assertThatThrownBy(() -> new TestGateway(folder, sensors, new String[0]).start())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("test.camel.yaml:" + line + ":")
        .hasMessageContaining(what);
  }

  private static String route(String id, String uri, String parameter) {
    return """
        - route:
            id: %s
            from:
              uri: %s
              parameters:
                %s
              steps:
                - to:
                    uri: direct:readings
        """
        .formatted(id, uri, parameter);
  }
}
