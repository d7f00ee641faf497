package io.github.sensoringest.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The page of a gateway that is well, used as a person does, in a browser. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class PageIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final HttpClient client = HttpClient.newHttpClient();

  private static Chromium chromium;
  private static PageGateway gateway;
  private Visitor visitor;

  @BeforeAll
  static void start(@TempDir Path folder) {
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
    chromium = Chromium.start();
    gateway =
        new PageGateway(
                new Launcher(folder)
                    .with(
                        "plant/sensors/hall.camel.yaml",
                        RouteTexts.simulated("hall", "sensorId: HALL", "sensors: 3", "period: 200"))
                    .with(
                        "plant/sensors/boiler.camel.yaml",
                        RouteTexts.simulated(
                                "boiler", "sensorId: BOILER", "signal: constant", "value: 90.5")
                            .replace(
                                "- to: direct:readings",
                                "- to: { uri: kamelet:quality-action, parameters: { max: 76,"
                                    + " onRange: alarm } }\n        - to: direct:readings"))
                    .with(
                        "plant/sensors/gate.camel.yaml",
                        """
                        - route:
                            id: gate
                            from:
                              uri: kamelet:http-source
                              steps:
                                - to: direct:readings
                        """))
            .start("--property", "window.length=1s");
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void visit() {
    visitor = chromium.visit(gateway.address(), 1280, 800);
  }

  @AfterEach
  void nothingWasWrong() {
    try {
      visitor.assertNothingWrong();
    } finally {
      visitor.close();
    }
  }

  @Test
  void topLineSaysInWordsHowItIs() {
    assertThat(visitor.page().locator("#state")).hasText("well");
    assertThat(visitor.page().locator("#state")).hasAttribute("role", "status");
    assertThat(visitor.page()).hasTitle("Sensor Ingest");
    Locator glance = visitor.part("At a glance");
    assertThat(glance).containsText("1 alarm");
    assertThat(glance).containsText("of 1,000 messages in the buffer");
    assertThat(glance).containsText("Where every reading went: it adds up");
    assertDrawn(visitor.the(AriaRole.IMG, "Readings per second over the last minutes"));
  }

  @Test
  void partsOfTheLedgersBarAddUpAndFillIt() {
    Locator bar =
        visitor
            .page()
            .getByRole(
                AriaRole.IMG,
                new Page.GetByRoleOptions().setName(Pattern.compile("^Of .* readings received")));
    bar.waitFor();

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertAddsUp(bar.getAttribute("aria-label")));
    double filled =
        (double)
            visitor
                .page()
                .evaluate(
                    "() => { const bar = document.getElementById('ledger-bar'), parts ="
                        + " [...bar.children]; return (parts.at(-1).getBoundingClientRect().right -"
                        + " bar.getBoundingClientRect().left) / bar.clientWidth; }");
    assertThat(filled).isBetween(0.99, 1.01);
  }

  private static void assertAddsUp(String label) {
    Matcher numbers = Pattern.compile("\\d[\\d,]*").matcher(label);
    List<Long> found =
        numbers.results().map(it -> Long.parseLong(it.group().replace(",", ""))).toList();
    assertThat(found.get(0)).isPositive();
    assertThat(found.stream().skip(1).mapToLong(Long::longValue).sum())
        .as(label)
        .isEqualTo(found.get(0));
  }

  @Test
  void sensorsAreSearchedAndSorted() {
    visitor.the(AriaRole.SEARCHBOX, "Search sensors").fill("hall");

    assertThat(visitor.sensors()).hasCount(3);
    assertThat(visitor.part("Sensors")).containsText(Pattern.compile("3 of \\d+ sensors"));
    Locator head = visitor.the(AriaRole.COLUMNHEADER, "Sensor");
    head.getByRole(AriaRole.BUTTON).click();
    assertThat(visitor.sensors().first()).containsText("HALL_00");
    assertThat(head).hasAttribute("aria-sort", "ascending");
    head.getByRole(AriaRole.BUTTON).click();
    assertThat(visitor.sensors().first()).containsText("HALL_02");
    assertThat(head).hasAttribute("aria-sort", "descending");
    visitor.the(AriaRole.SEARCHBOX, "Search sensors").fill("no such sensor");
    assertThat(visitor.part("Sensors")).containsText("No sensor is like that.");
  }

  @Test
  void sensorsWithAlarmsComeFirstAndSayWhy() {
    Locator first = visitor.sensors().first();

    assertThat(first).containsText("BOILER");
    assertThat(first).containsText("90.5 celsius");
    assertThat(first).containsText("alarm");
    assertThat(first).containsText("90.5 is above the max of 76");
    assertThat(first).containsText("plant/sensors/boiler.camel.yaml");
  }

  @Test
  void sensorOpensWithItsChartWindowsAlarmsAndFile() {
    visitor.the(AriaRole.BUTTON, "BOILER").click();

    Locator dialog = visitor.the(AriaRole.DIALOG, "BOILER");
    assertThat(dialog).containsText("plant/sensors/boiler.camel.yaml");
    assertThat(dialog.getByRole(AriaRole.LIST, named("Alarms of this sensor")))
        .containsText("90.5 is above the max of 76");
    Locator windows = dialog.getByRole(AriaRole.TABLE, named("The latest windows"));
    assertThat(windows.getByRole(AriaRole.ROW).nth(2)).containsText("90.5");
    assertDrawn(dialog.getByRole(AriaRole.IMG));

    Request asked =
        visitor
            .page()
            .waitForRequest(
                request -> request.url().contains("/windows?") && minutesBack(request) > 300,
                () -> dialog.getByRole(AriaRole.COMBOBOX, named("Range")).selectOption("6 hours"));
    assertThat(minutesBack(asked)).isBetween(359L, 361L);
    dialog.getByRole(AriaRole.BUTTON, named("Close")).click();
    assertThat(dialog).isHidden();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static long minutesBack(Request request) {
    Matcher from = Pattern.compile("from=([^&]+)").matcher(request.url());
    assertThat(from.find()).isTrue();
    Instant instant = Instant.parse(from.group(1).replace("%3A", ":"));
    return Duration.between(instant, Instant.now()).toMinutes();
  }

  /** Checks that the chart has a line in the colour of lines. */
  private static void assertDrawn(Locator chart) {
    ElementHandle canvas = chart.locator("canvas").elementHandle();
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        (int)
                            canvas.evaluate(
                                "canvas => { const data = canvas.getContext('2d').getImageData(0,"
                                    + " 0, canvas.width, canvas.height).data; let n = 0; for (let"
                                    + " i = 0; i < data.length; i += 4) if (data[i] === 0x17 &&"
                                    + " data[i + 1] === 0x6b && data[i + 2] === 0x76) n++; return"
                                    + " n; }"))
                    .isGreaterThan(20));
  }

  @Test
  void keyboardAloneFindsOpensAndClosesASensor() {
    Page page = visitor.page();
    page.keyboard().press("Tab");
    assertThat(visitor.the(AriaRole.LINK, "Skip to the search for sensors")).isFocused();
    page.keyboard().press("Enter");
    assertThat(visitor.the(AriaRole.SEARCHBOX, "Search sensors")).isFocused();
    page.keyboard().type("hall");
    assertThat(visitor.sensors()).hasCount(3);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    Locator second = visitor.sensors().nth(1).getByRole(AriaRole.BUTTON);
    assertThat(second).isFocused();
    page.keyboard().press("Enter");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isVisible();
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();
    assertThat(second).isFocused();
    page.keyboard().press("Home");
    page.keyboard().press("ArrowUp");
    assertThat(visitor.the(AriaRole.SEARCHBOX, "Search sensors")).isFocused();
  }

  @Test
  void flowShowsEachStageAndWhatHasComeThrough() {
    Locator flow = visitor.part("Flow");

    assertThat(flow.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(3)))
        .hasText(new String[] {"Sensors", "Entry", "Buffer", "Windows", "sink-log", "sink-store"});
    assertThat(flow).containsText("Nothing waits for room");
    Locator stored =
        flow.getByRole(AriaRole.LISTITEM)
            .filter(new Locator.FilterOptions().setHasText("sink-store"))
            .first();
    assertThat(stored).containsText(Pattern.compile("[1-9][0-9,]* rows taken"));
    assertThat(stored).containsText("required");
  }

  @Test
  void fileThatIsAddedAndThenBrokenIsShownAsSuch() {
    gateway.write(
        "plant/sensors/extra.camel.yaml",
        RouteTexts.simulated("extra", "sensorId: EXTRA", "period: 100ms"));

    assertThat(visitor.sensor("EXTRA")).containsText("plant/sensors/extra.camel.yaml");
    Locator files = visitor.part("Files");
    Locator file =
        files
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText("extra.camel.yaml"));
    assertThat(file).containsText("running");

    gateway.write(
        "plant/sensors/extra.camel.yaml",
        RouteTexts.simulated("extra", "sensorId: EXTRA", "perod: 100ms"));

    assertThat(file).containsText("refused");
    assertThat(file)
        .containsText(
            Pattern.compile(
                "plant/sensors/extra\\.camel\\.yaml:7:\\d+: .*'perod', did you mean 'period'"));
    assertThat(files.getByRole(AriaRole.LIST, named("What changed"))).containsText("'perod'");
    assertThat(visitor.part("At a glance")).containsText("1 file to mend");
    // The version that ran before goes on.
    assertThat(visitor.sensor("EXTRA")).containsText("now");

    gateway.write(
        "plant/sensors/extra.camel.yaml",
        RouteTexts.simulated("extra", "sensorId: EXTRA", "period: 200ms"));

    assertThat(file).containsText("running");
    assertThat(visitor.part("At a glance")).containsText("0 files to mend");
  }

  @Test
  void refusedPayloadIsShownAndReplayedOnce() throws Exception {
    post("{\"sensorId\": \"GATE_7\", \"value\": \"half open\"}");
    Locator rejected = visitor.part("Rejected and late");
    Locator letter =
        rejected
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText("half open"));
    assertThat(letter).containsText("malformed");
    assertThat(letter).containsText("plant/sensors/gate.camel.yaml");
    assertThat(rejected.getByRole(AriaRole.LIST))
        .containsText(Pattern.compile("\\d+ malformed gate"));

    rejected.getByRole(AriaRole.COMBOBOX, named("Reason")).selectOption("malformed");
    rejected.getByRole(AriaRole.TEXTBOX, named("Source")).fill("gate");
    rejected.getByRole(AriaRole.TEXTBOX, named("Source")).press("Enter");
    rejected.getByRole(AriaRole.BUTTON, named("Replay these")).click();

    assertThat(rejected).containsText(Pattern.compile("Taken in again: [1-9]"));
    // It is as malformed as before, so that there is a second letter of it now.
    assertThat(letter).hasCount(2);
    assertThat(letter.filter(new Locator.FilterOptions().setHasText("replayed"))).hasCount(1);
    rejected.getByRole(AriaRole.COMBOBOX, named("Reason")).selectOption("not-finite");
    assertThat(rejected).containsText("No dead letter is like that.");
  }

  @Test
  void tapShowsReadingsFromTheStartToTheStop() {
    Locator tap = visitor.part("Tap");
    tap.getByRole(AriaRole.BUTTON, named("Start")).click();
    assertThat(tap).containsText("Name a source");
    assertThat(tap.getByRole(AriaRole.TABLE)).isHidden();

    tap.getByRole(AriaRole.COMBOBOX, named("Source")).fill("hall");
    tap.getByRole(AriaRole.BUTTON, named("Start")).click();

    assertThat(tap.getByRole(AriaRole.ROW).nth(6)).containsText("HALL_0");
    assertThat(tap).containsText(Pattern.compile("\\d+ shown"));
    Locator stop = tap.getByRole(AriaRole.BUTTON, named("Stop"));
    assertThat(stop).hasAttribute("aria-pressed", "true");
    stop.click();
    assertThat(tap).containsText("stopped");
    assertThat(tap.getByRole(AriaRole.BUTTON, named("Start")))
        .hasAttribute("aria-pressed", "false");
  }

  @Test
  void hostileNamesUnitsAndPayloadsAreTextAndRunNothing() throws Exception {
    List<String> texts =
        List.of(
            "<img src=x onerror=\"window.hit=1\">",
            "\"><script>window.hit=1</script>",
            "' onclick='window.hit=1' x='",
            "javascript:window.hit=1//{{7*7}}${window.hit=1}",
            "\u202Eesrever \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
            "\uD83D\uDD25\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 Z\u0351\u0358\u0363",
            "LONG_".repeat(50));
    visitor.page().setViewportSize(390, 844);
    for (String text : texts) {
      String json = text.replace("\"", "\\\"");
      String start = "{\"sensorId\": \"" + json + "\", \"unit\": \"" + json + "\", \"value\": ";
      post(start + "4}");
      post(start + "\"" + json + "\"}");
    }
    for (String text : texts) {
      visitor.the(AriaRole.SEARCHBOX, "Search sensors").fill(text);
      Locator button = visitor.sensors().first().getByRole(AriaRole.BUTTON);
      assertThat(button).hasText(text);
      button.click();
      Locator dialog = visitor.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog.getByRole(AriaRole.HEADING)).hasText(text);
      assertThat(dialog).containsText("4 " + text);
      assertNoScrollingSideways();
      visitor.page().keyboard().press("Escape");
      assertThat(dialog).isHidden();
    }
    assertThat(
            visitor
                .part("Rejected and late")
                .locator("code")
                .filter(new Locator.FilterOptions().setHasText("onerror=\\\"window.hit=1")))
        .hasCount(1);

    assertThat(visitor.page().locator("main img, main script, main [onclick]")).hasCount(0);
    assertThat(visitor.page().evaluate("() => window.hit")).isNull();
    assertNoScrollingSideways();
  }

  @Test
  void nothingScrollsSideways() {
    assertThat(visitor.part("Flow")).containsText("sink-store");
    for (int width : new int[] {1280, 768, 390, 320}) {
      visitor.page().setViewportSize(width, 844);
      assertNoScrollingSideways();
      visitor.the(AriaRole.BUTTON, "BOILER").click();
      assertThat(visitor.page().getByRole(AriaRole.DIALOG)).containsText("90.5");
      assertNoScrollingSideways();
      visitor.page().keyboard().press("Escape");
    }
  }

  private void assertNoScrollingSideways() {
    assertThat(
            (int)
                visitor
                    .page()
                    .evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
        .isLessThanOrEqualTo(0);
  }

  @Test
  void everyControlHasAName() {
    visitor.the(AriaRole.BUTTON, "BOILER").waitFor();

    assertThat(
            visitor
                .page()
                .evaluate(
                    "() => [...document.querySelectorAll('button, input, select, a, nav, dialog')]"
                        + ".filter(it => !(it.getAttribute('aria-label') ||"
                        + " document.getElementById(it.getAttribute('aria-labelledby')) ||"
                        + " it.labels?.[0]?.textContent.trim() ||"
                        + " it.textContent.trim())).map(it => it.outerHTML)"))
        .isEqualTo(List.of());
    for (String part : List.of("At a glance", "Sensors", "Flow", "Files", "Tap")) {
      assertThat(visitor.part(part)).isVisible();
    }
  }

  @Test
  void choiceBetweenLightAndDarkIsKept() {
    String light = background();
    visitor.the(AriaRole.BUTTON, "Switch between light and dark").click();
    String dark = background();

    assertThat(dark).isNotEqualTo(light);
    visitor.page().reload();
    assertThat(background()).isEqualTo(dark);
  }

  private String background() {
    return (String)
        visitor.page().evaluate("() => getComputedStyle(document.body).backgroundColor");
  }

  private static void post(String payload) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.address() + "api/readings"))
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(payload))
            .build();
    // The page is there before all routes are.
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode(),
            status -> status != 404 && status != 503);
  }
}
