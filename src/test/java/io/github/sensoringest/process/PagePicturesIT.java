package io.github.sensoringest.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the page that the documentation shows, into the folder that the property
 * {@code pictures} names. It runs for minutes, so that there is something to be seen.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PagePicturesIT {
  /** As long as the list of windows of a sensor is to be. */
  private static final int WINDOWS = 30;

  private static final long MOST_BYTES = 250_000;

  private final Path folder = Path.of(System.getProperty("pictures", ""));

  @Test
  void picturesAreTaken(@TempDir Path work) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(600_000);
    Files.createDirectories(folder);
    Demonstration plant = new Demonstration(new Launcher(work));
    try (Chromium chromium = Chromium.start();
        PageGateway gateway = plant.gateway()) {
      plant.mishaps();
      awaitEnough(chromium, plant);
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        take(chromium, gateway, plant, "wide", scheme, 1280, 800);
        take(chromium, gateway, plant, "phone", scheme, 390, 844);
      }
    }
  }

  private static void awaitEnough(Chromium chromium, Demonstration plant) throws Exception {
    try (Visitor visitor = chromium.visit(plant.gateway().address(), 1280, 800)) {
      visitor.the(AriaRole.BUTTON, "BOILER_TEMPERATURE").click();
      Locator windows = visitor.the(AriaRole.TABLE, "The latest windows").locator("tbody tr");
      while (windows.count() < WINDOWS) {
        plant.report();
        visitor.page().waitForTimeout(1_000);
      }
      visitor.page().keyboard().press("Escape");
      // It is beyond its limit half of the time.
      while (!visitor.sensor("BOILER_TEMPERATURE").textContent().contains("above the max")) {
        plant.report();
        visitor.page().waitForTimeout(1_000);
      }
      visitor.assertNothingWrong();
    }
  }

  private void take(
      Chromium chromium,
      PageGateway gateway,
      Demonstration plant,
      String size,
      ColorScheme scheme,
      int width,
      int height)
      throws Exception {
    String name = "-" + size + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
    plant.report();
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    try (Visitor visitor = chromium.visit(gateway.address(), options)) {
      Page page = visitor.page();
      assertThat(visitor.sensors()).hasCount(13);
      assertThat(visitor.part("Flow")).containsText("sink-store");
      assertThat(page.locator("#rate-chart canvas")).isVisible();
      assertThat(visitor.part("Rejected and late")).containsText("malformed");
      picture(page, "page" + name);
      if (size.equals("wide")) {
        String part = scheme == ColorScheme.LIGHT ? "flow" : "rejected";
        page.locator("#" + part).evaluate("it => it.scrollIntoView()");
        picture(page, part + name);
      }
      visitor.the(AriaRole.BUTTON, "BOILER_TEMPERATURE").click();
      assertThat(visitor.the(AriaRole.TABLE, "The latest windows").locator("tbody tr").nth(9))
          .isAttached();
      picture(page, "sensor" + name);
      visitor.assertNothingWrong();
    }
  }

  private void picture(Page page, String name) throws Exception {
    // What moves comes to rest.
    page.waitForTimeout(500);
    Path file = folder.resolve(name);
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(Files.size(file)).as(name).isLessThan(MOST_BYTES);
  }
}
