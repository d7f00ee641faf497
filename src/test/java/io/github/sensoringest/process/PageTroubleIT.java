package io.github.sensoringest.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the page says while something is wrong, and when it is well again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class PageTroubleIT {
  @Test
  void storeThatFailsAndAGatewayThatIsAwayAreSaidUntilTheyAreBack(@TempDir Path folder)
      throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    Launcher launcher =
        new Launcher(folder)
            .with(
                "plant/sensors/hall.camel.yaml",
                RouteTexts.simulated("hall", "sensorId: HALL", "period: 100ms"));
    try (Chromium chromium = Chromium.start();
        PageGateway gateway = new PageGateway(launcher)) {
      String[] options = {
        "--property", "window.length=1s", "--property", "sinks.retry-max-delay=1s"
      };
      gateway.start(options);
      try (Visitor visitor = chromium.visit(gateway.address(), 1280, 800)) {
        storeFails(gateway, visitor);
        visitor.assertNothingWrong();
        gatewayIsAway(gateway, visitor, options);
      }
    }
  }

  private static void storeFails(PageGateway gateway, Visitor visitor) throws Exception {
    Locator state = visitor.page().locator("#state");
    Locator flow = visitor.part("Flow");
    assertThat(flow).containsText("sink-store");
    assertThat(state).hasText("well");
    Path file = gateway.folder().resolve("data/sensor-ingest.db");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 30000");
      statement.execute("BEGIN IMMEDIATE");

      assertThat(state).hasText("broken");
      assertThat(visitor.the(AriaRole.LIST, "What speaks against it"))
          .containsText("another program keeps it locked");
      assertThat(visitor.page()).hasTitle("broken: Sensor Ingest");
      assertThat(flow.locator(".bad")).containsText("sink-store");
      assertThat(flow.locator(".bad")).containsText("another program keeps it locked");

      statement.execute("ROLLBACK");
    }
    assertThat(state).hasText("well");
    assertThat(flow.locator(".bad")).hasCount(0);
    assertThat(visitor.the(AriaRole.LIST, "What speaks against it")).isEmpty();
  }

  private static void gatewayIsAway(PageGateway gateway, Visitor visitor, String... options) {
    Locator state = visitor.page().locator("#state");
    String since = visitor.page().locator("#since").textContent();
    gateway.stop().assertBalanced();

    assertThat(state).hasText("no connection to the gateway; trying again");
    assertThat(visitor.page()).hasTitle("away: Sensor Ingest");

    gateway.start(options);

    assertThat(state).hasText("well");
    assertThat(visitor.sensor("HALL")).containsText("ok");
    assertThat(visitor.page().locator("#since").textContent()).isNotEqualTo(since);
    // A browser itself says on its console what it could not reach; and nothing else was said.
    assertThat(visitor.wrong()).allMatch(it -> it.contains("Failed to load resource: net::ERR_"));
  }
}
