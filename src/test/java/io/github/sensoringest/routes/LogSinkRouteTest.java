package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

/** {@code routes/sinks/log.camel.yaml}. */
class LogSinkRouteTest extends CamelTestSupport {
  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @Test
  void writesALineForEachSensorInTheOrderOfTheWindow() throws Exception {
    assertThat(lines("text"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("TEMP_00 "),
            line -> assertThat(line).startsWith("TEMP_01 "));
  }

  @Test
  void writesAJsonObjectForEachSensorIfAskedTo() throws Exception {
    assertThat(lines("json"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"window\"").endsWith("}"));
  }

  private List<String> lines(String format) throws Exception {
    String setting = "log.format=" + format;
    TestSettings.configuration(setting)
        .all()
        .forEach(context.getPropertiesComponent()::addInitialProperty);
    new SinkBeans(TestSettings.with(setting), new Ledger(), new Doors(), Clock.systemUTC())
        .configure(context);
    RouteText.loadFile(context, "routes/pipeline/errors.camel.yaml");
    context.getRegistry().bind("refuseFailed", (org.apache.camel.Processor) exchange -> {});
    RouteText.loadFile(context, "routes/sinks/log.camel.yaml");
    context.start();
    try (LogLines log = new LogLines("windows")) {
      template.sendBody("direct:sink-log", List.of(row("TEMP_00"), row("TEMP_01")));
      return log.all();
    }
  }

  private static WindowSummary row(String sensorId) {
    return WindowSummaries.of("temp", sensorId, Instant.ofEpochSecond(10), 49, 51);
  }
}
