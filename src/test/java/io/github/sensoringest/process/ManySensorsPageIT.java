package io.github.sensoringest.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a gateway with 10,000 sensors. With {@code -Dpage.measure=true} it also prints how
 * long it takes from a key in the search field to the table, and how long the page was busy.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class ManySensorsPageIT {
  private static final int SENSORS = 10_000;

  /** However many sensors there are, so many rows there are at most. */
  private static final int MOST_ROWS = 1_000;

  private static final int KEYS = 20;

  @Test
  void tableStaysSmallHoweverManySensorsThereAre(@TempDir Path folder) {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    Launcher launcher =
        new Launcher(folder)
            .with(
                "plant/sensors/field.camel.yaml",
                RouteTexts.simulated(
                    "field", "sensorId: FIELD", "sensors: " + SENSORS, "period: 1s"));
    try (Chromium chromium = Chromium.start();
        PageGateway gateway = new PageGateway(launcher).start();
        Visitor visitor = chromium.visit(gateway.address(), 1280, 800)) {
      assertThat(visitor.part("Sensors")).containsText("10,000 sensors, the first 100 shown");
      assertThat(visitor.sensors()).hasCount(100);
      Locator search = visitor.the(AriaRole.SEARCHBOX, "Search sensors");
      search.fill("field_0777");
      assertThat(visitor.sensors()).hasCount(1);
      assertThat(visitor.part("Sensors")).containsText("1 of 10,000 sensors");
      search.fill("");
      Locator more = visitor.the(AriaRole.BUTTON, "Show more");
      for (int rows = 400; rows <= MOST_ROWS; rows += 300) {
        more.click();
        assertThat(visitor.sensors()).hasCount(rows);
      }
      assertThat(more).isHidden();
      assertThat((int) visitor.page().evaluate("() => document.querySelectorAll('*').length"))
          .isLessThan(20 * MOST_ROWS);
      if (Boolean.getBoolean("page.measure")) {
        measure(visitor.page(), search);
      }
      visitor.assertNothingWrong();
    }
  }

  private static void measure(Page page, Locator search) {
    page.reload();
    search.waitFor();
    page.evaluate(
        "() => { window.busy = []; new PerformanceObserver(list => window.busy.push("
            + "...list.getEntries().map(it => it.duration))).observe({ type: 'longtask' }); }");
    double[] millis = new double[KEYS];
    for (int i = 0; i < KEYS; i++) {
      String wanted = "FIELD_%04d".formatted(i * 311);
      millis[i] =
          ((Number)
                  page.evaluate(
                      "wanted => new Promise(done => { const field ="
                          + " document.getElementById('search'), rows ="
                          + " document.getElementById('sensor-rows'), began = performance.now();"
                          + " new MutationObserver((changes, it) => { if"
                          + " (rows.children.length === 1 && rows.textContent.includes(wanted)) {"
                          + " it.disconnect(); requestAnimationFrame(() => done(performance.now() -"
                          + " began)); } }).observe(rows, { childList: true, subtree: true,"
                          + " characterData: true }); field.value = wanted; field.dispatchEvent(new"
                          + " Event('input')); })",
                      wanted))
              .doubleValue();
    }
    Arrays.sort(millis);
    System.out.printf(
        "From a key to the table: median %.0f ms, slowest %.0f ms; long tasks of the page: %s%n",
        millis[KEYS / 2], millis[KEYS - 1], page.evaluate("() => window.busy.map(Math.round)"));
  }
}
