package io.github.sensoringest.process;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that is installed, as Debian's package {@code chromium} does. Without it the tests
 * that need it are skipped, and say so; where they are required, they fail.
 */
final class Chromium implements AutoCloseable {
  /** Where it is, if elsewhere than Debian puts it. */
  private static final Path EXECUTABLE =
      Path.of(System.getProperty("chromium.path", "/usr/bin/chromium"));

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it. */
  static Chromium start() {
    if (!Files.isExecutable(EXECUTABLE)) {
      String message =
          "THE PAGE IS NOT TESTED: there is no Chromium at "
              + EXECUTABLE
              + ". Install it (apt-get install chromium), or say where it is with -Pbrowser -Dchromium.path";
      if (isRequired()) {
        Assertions.fail(message);
      }
      // On its own, so that it is seen in the output of a build.
      System.err.printf("%n*** %s%n%n", message);
      Assumptions.abort(message);
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Chromium(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(EXECUTABLE)
                      .setHeadless(true)
                      // Its sandbox does not work for root, which a container's user often is.
                      .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                      // Containers give little shared memory.
                      .setArgs(List.of("--disable-dev-shm-usage"))));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static boolean isRequired() {
    String ci = System.getenv("CI");
    return Boolean.getBoolean("chromium.required")
        || ci != null && !ci.isEmpty() && !ci.equals("false");
  }

  /** Opens a page of the gateway at the address, in a window of that size. */
  Visitor visit(String address, int width, int height) {
    return visit(address, new Browser.NewContextOptions().setViewportSize(width, height));
  }

  Visitor visit(String address, Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setLocale("en-GB").setTimezoneId("UTC"));
    return new Visitor(context, address);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
