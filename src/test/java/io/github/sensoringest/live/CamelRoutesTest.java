package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.timer.TimerBeans;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamelRoutesTest {
  /** Begins at a timer of its own, and has a bean of its own. */
  private static final String TICKER =
      kamelet(
          "ticker",
          """
              beans:
                - name: own
                  type: "#class:java.util.concurrent.atomic.AtomicInteger"
              from:
                uri: timer:{{routeId}}?delay={{delay}}&period=1
                steps:
                  - bean: { ref: "{{own}}", method: incrementAndGet }
                  - setBody: { constant: "{{what}}" }
                  - to: kamelet:sink
          """);

  private static final String SHOUT =
      kamelet(
          "shout",
          """
              from:
                uri: kamelet:source
                steps:
                  - setBody: { simple: "${body}!" }
          """);

  private static final String LOUD_TICKER =
      kamelet(
          "loud-ticker",
          """
              from:
                uri: timer:{{routeId}}?delay={{delay}}&period=1
                steps:
                  - setBody: { constant: "{{what}}" }
                  - to: kamelet:shout
                  - to: kamelet:sink
          """);

  private static final String BROKEN =
      kamelet(
          "broken",
          """
              from:
                uri: timer:{{routeId}}?delay={{delay}}
                steps:
                  - to: kamelet:shout
                  - to: nosuch:component
          """);

  private static final String END = "- to: direct:readings";

  private final LiveContext camel = new LiveContext();
  private final CamelRoutes routes = new CamelRoutes(camel);
  private final Set<Object> readings = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void configure() throws Exception {
    camel.disableJMX();
    camel.build();
    new TimerBeans(id -> false).configure(camel);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:readings")
                .routeId("entry")
                .process(exchange -> readings.add(exchange.getMessage().getBody()));
          }
        });
    add("ticker.kamelet.yaml", TICKER);
    add("shout.kamelet.yaml", SHOUT);
    add("loud-ticker.kamelet.yaml", LOUD_TICKER);
    add("broken.kamelet.yaml", BROKEN);
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void routesOfAFileRunAtOnceWhenTheContextIsStarted() {
    camel.start();

    LoadedFile file = add("a.camel.yaml", timer("one") + timer("two"));

    assertThat(file.routeIds()).containsExactly("one", "two");
    awaitReadings("one", "two");
  }

  @Test
  void routesOfAFileRunWhenTheContextStarts() {
    LoadedFile file = add("a.camel.yaml", timer("one") + ticker("two"));

    camel.start();

    assertThat(file.routeIds()).containsExactly("one", "two");
    awaitReadings("one", "two");
  }

  @Test
  void routesThatKameletsMadeAreNotAmongTheFiles() {
    camel.start();

    assertThat(add("a.camel.yaml", ticker("one")).routeIds()).containsExactly("one");
    assertThat(camel.getRoutes()).hasSize(3);
  }

  @Test
  void templatedRouteIsAmongTheFiles() {
    camel.start();

    LoadedFile file = add("a.camel.yaml", template("quick") + templated("one", "quick"));

    assertThat(file.routeIds()).containsExactly("one");
    awaitReadings("one");
  }

  @Test
  void filesOfABatchMayUseEachOther() {
    camel.start();

    List<LoadedFile> files =
        routes.add(
            List.of(
                resource("a.camel.yaml", route("a", "kamelet:late?what=a", END)),
                resource("b.camel.yaml", templated("b", "quick")),
                resource("c.camel.yaml", route("c", tick("c"), set("simple", "${ref:name}"), END)),
                resource("d.camel.yaml", route("d", tick("d"), set("simple", "${body.no}"))),
                resource("handled.camel.yaml", onFailure("d failed")),
                resource("late.kamelet.yaml", TICKER.replace("ticker", "late")),
                resource("name.camel.yaml", bean("name", "c")),
                resource("quick.camel.yaml", template("quick"))));

    assertThat(files).allSatisfy(CamelRoutesTest::hasNotFailed);
    awaitReadings("a", "b", "c", "d failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- route: { id: bad, from: { uri: timer:bad, steps: [",
        "- route: { id: bad, from: { uri: timer:bad, stoops: [] } }",
        "- route: { id: bad, from: { uri: nosuch:bad, steps: [ { log: x } ] } }",
        "- route: { id: bad, from: { uri: timer:bad, steps: [ { to: kamelet:nosuch } ] } }",
        "- route: { id: bad, from: { uri: kamelet:broken, steps: [ { to: mock:a } ] } }",
        "- route: { id: bad, from: { uri: timer:bad, steps: [ { process: { ref: none } } ] } }",
        "- route: { id: bad, from: { uri: direct:readings, steps: [ { to: mock:a } ] } }",
        "- templatedRoute: { routeId: bad, routeTemplateRef: none }",
      })
  void nothingStaysBehindOfAFileThatFails(String mistake) {
    camel.start();
    Contents before = new Contents(camel);

    LoadedFile file =
        add(
            "a.camel.yaml",
            bean("name", "x")
                + onFailure("x")
                + template("quick")
                + ticker("good")
                + route("steps", tick("steps"), "- to: kamelet:shout", END)
                + mistake);

    assertThat(file.failure()).isPresent();
    assertThat(file.routeIds()).isEmpty();
    assertThat(new Contents(camel)).isEqualTo(before);
  }

  @Test
  void failureOfAFileLeavesTheOthersOfTheBatchAlone() {
    camel.start();

    List<LoadedFile> files =
        routes.add(
            List.of(
                resource("a.camel.yaml", ticker("a")),
                resource("b.camel.yaml", route("b", "nosuch:b", END)),
                resource("c.camel.yaml", ticker("c"))));

    assertThat(files)
        .extracting(file -> file.failure().isPresent())
        .containsExactly(false, true, false);
    awaitReadings("a", "c");
  }

  @Test
  void fileRunsOnceItsMistakeIsCorrected() {
    camel.start();
    add("a.camel.yaml", ticker("a") + route("b", "nosuch:b", END));

    hasNotFailed(add("a.camel.yaml", ticker("a") + ticker("b")));

    awaitReadings("a", "b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void routeIsNotReplacedByAnotherWithItsId(boolean started) {
    if (started) {
      camel.start();
    }
    add("a.camel.yaml", ticker("a"));

    LoadedFile other = add("b.camel.yaml", timer("a"));
    LoadedFile templated = add("c.camel.yaml", template("quick") + templated("a", "quick"));

    assertThat(other.failure().orElseThrow()).hasMessage("there is another route with the id 'a'");
    assertThat(templated.failure()).isPresent();
    camel.start();
    assertThat(camel.getRoute("a").getEndpoint().getEndpointUri()).startsWith("kamelet");
  }

  @Test
  void fileWithoutAKnownEndingFails() {
    assertThat(add("a.b.camel.yaml", timer("a")).failure()).isPresent();
  }

  @Test
  void nothingStaysBehindOfAFileThatIsRemoved() throws Exception {
    camel.start();
    Contents before = new Contents(camel);
    LoadedFile file =
        add(
            "a.camel.yaml",
            bean("name", "x")
                + onFailure("x")
                + template("quick")
                + templated("a", "quick")
                + ticker("b")
                + route("c", "kamelet:loud-ticker?what=c", "- to: kamelet:shout", END)
                + route("d", tick("d"), "- kamelet: { name: shout }", END));
    hasNotFailed(file);
    awaitReadings("a", "b", "c!!", "d!");

    remove(List.of(file));

    assertThat(new Contents(camel)).isEqualTo(before);
  }

  @Test
  void nothingStaysBehindOfAFileThatWasThereBeforeTheStart() throws Exception {
    LoadedFile file =
        add(
            "a.camel.yaml",
            route("a", "kamelet:loud-ticker?what=a", END)
                + route("b", tick("b"), "- kamelet: { name: shout }", END));
    camel.start();
    awaitReadings("a!", "b!");

    remove(List.of(file));

    assertThat(camel.getRoutes()).extracting(Route::getRouteId).containsExactly("entry");
    assertThat(camel.getRouteDefinitions()).hasSize(1);
    assertThat(camel.getEndpoints())
        .extracting(Endpoint::getEndpointUri)
        .containsExactly("direct://readings");
  }

  @Test
  void fileThatIsRemovedBeforeTheStartNeverRuns() throws Exception {
    LoadedFile file = add("a.camel.yaml", ticker("a") + timer("b"));

    remove(List.of(file));
    camel.start();

    assertThat(camel.getRoutes()).extracting(Route::getRouteId).containsExactly("entry");
  }

  @Test
  void fileRunsAgainWhenItIsAddedAgain() throws Exception {
    camel.start();
    String text =
        ticker("a")
            + route("b", tick("b"), "- to: kamelet:shout", END)
            + route("c", tick("c"), "- kamelet: { name: shout }", END);
    remove(List.of(add("a.camel.yaml", text)));
    readings.clear();

    hasNotFailed(add("a.camel.yaml", text));

    awaitReadings("a", "b!", "c!");
  }

  @Test
  void othersRunOnWhenAFileIsRemoved() throws Exception {
    camel.start();
    add("a.camel.yaml", ticker("a") + timer("b"));
    LoadedFile file = add("b.camel.yaml", ticker("c") + timer("d"));

    remove(List.of(file));
    readings.clear();

    awaitReadings("a", "b");
  }

  @Test
  void stepThatTwoFilesUseStaysUntilBothAreRemoved() throws Exception {
    camel.start();
    Contents before = new Contents(camel);
    LoadedFile first = add("a.camel.yaml", route("a", tick("a"), "- to: kamelet:shout", END));
    LoadedFile other = add("b.camel.yaml", route("b", tick("b"), "- to: kamelet:shout", END));

    remove(List.of(first));
    readings.clear();

    awaitReadings("b!");
    remove(List.of(other));
    assertThat(new Contents(camel)).isEqualTo(before);
  }

  @Test
  void removingTwiceDoesNothing() throws Exception {
    camel.start();
    LoadedFile file = add("a.camel.yaml", ticker("a"));
    remove(List.of(file));

    assertThatCode(() -> remove(List.of(file))).doesNotThrowAnyException();
  }

  @Test
  void nothingGrowsWhenFilesComeAndGo() throws Exception {
    camel.start();
    add("a.camel.yaml", ticker("stays") + timer("other"));
    // So slow that no message is ever under way in what goes.
    String text =
        bean("name", "x")
            + template("quick").replace("delay=0", "delay=1h")
            + templated("b", "quick")
            + route("c", "kamelet:ticker?what=c&delay=1h", "- to: kamelet:shout", END);
    routes.remove(List.of(add("b.camel.yaml", text)));
    Contents before = new Contents(camel);
    int servicesBefore = camel.getCamelContextExtension().getServices().size();

    for (int i = 0; i < 2000; i++) {
      LoadedFile file = add("b.camel.yaml", text);
      hasNotFailed(file);
      routes.remove(List.of(file));
    }

    assertThat(new Contents(camel)).isEqualTo(before);
    assertThat(camel.getCamelContextExtension().getServices()).hasSize(servicesBefore);
    await().until(() -> timerThreads() == 2);
  }

  /** All that a context holds of routes, as far as it can be counted. */
  private record Contents(
      int routes,
      int definitions,
      int startupOrder,
      int templates,
      int configurations,
      int customBeans,
      int beans,
      Set<String> endpoints) {
    Contents(LiveContext camel) {
      this(
          camel.getRoutes().size(),
          camel.getRouteDefinitions().size(),
          camel.getCamelContextExtension().getRouteStartupOrder().size(),
          camel.getRouteTemplateDefinitions().size(),
          camel.getRouteConfigurationDefinitions().size(),
          camel.getCustomBeans().size(),
          camel.getRegistry().findByType(Object.class).size(),
          camel.getEndpoints().stream().map(Endpoint::getEndpointUri).collect(Collectors.toSet()));
    }
  }

  /** Removes files as their owner has to: when their sources rest. */
  private void remove(List<LoadedFile> files) throws Exception {
    List<Consumer> timers =
        camel.getRoutes().stream()
            .map(Route::getConsumer)
            .filter(TimerConsumer.class::isInstance)
            .toList();
    timers.forEach(ServiceHelper::suspendService);
    await().until(() -> camel.getInflightRepository().size() == 0);
    routes.remove(files);
    timers.forEach(ServiceHelper::resumeService);
  }

  private LoadedFile add(String name, String text) {
    return routes.add(List.of(resource(name, text))).get(0);
  }

  private void awaitReadings(Object... expected) {
    await().untilAsserted(() -> assertThat(readings).contains(expected));
  }

  private static void hasNotFailed(LoadedFile file) {
    assertThat(file.failure()).as(file.resource().getLocation()).isEmpty();
  }

  private static Resource resource(String name, String text) {
    return ResourceHelper.fromString("file:" + name, text);
  }

  /** Other tests in this process may have left theirs. */
  private long timerThreads() {
    String own = "(" + camel.getName() + ")";
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("timer://") && name.contains(own))
        .count();
  }

  private static String kamelet(String name, String template) {
    return """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: %s
        spec:
          definition:
            properties:
              what:
                type: string
              delay:
                type: string
                default: 0
          template:
        """
            .formatted(name)
        + template;
  }

  private static String timer(String id) {
    return route(id, tick(id), END);
  }

  private static String ticker(String id) {
    return route(id, "kamelet:ticker?what=" + id, END);
  }

  private static String tick(String body) {
    return "timer:" + body + "?delay=0&period=1";
  }

  private static String set(String language, String text) {
    return "- setBody: { " + language + ": \"" + text + "\" }";
  }

  /** A route whose messages have its id for a body, unless the source makes one. */
  private static String route(String id, String uri, String... steps) {
    String body = uri.startsWith("timer") ? set("constant", id) + "\n" : "";
    return """
        - route:
            id: %s
            from:
              uri: %s
              steps:
        %s"""
        .formatted(id, uri, (body + String.join("\n", steps)).indent(8));
  }

  private static String template(String name) {
    return """
        - routeTemplate:
            id: %s
            parameters:
              - name: body
            from:
              uri: timer:{{body}}?delay=0&period=1
              steps:
                - setBody: { constant: "{{body}}" }
                - to: direct:readings
        """
        .formatted(name);
  }

  private static String templated(String id, String template) {
    return """
        - templatedRoute:
            routeId: %s
            routeTemplateRef: %s
            parameters:
              - { name: body, value: %s }
        """
        .formatted(id, template, id);
  }

  private static String bean(String name, String text) {
    return """
        - beans:
            - name: %s
              type: java.lang.String
              constructors: { 0: %s }
        """
        .formatted(name, text);
  }

  private static String onFailure(String body) {
    return """
        - routeConfiguration:
            onException:
              - onException:
                  exception: [ java.lang.Exception ]
                  handled: { constant: "true" }
                  steps:
                    - setBody: { constant: "%s" }
                    - to: direct:readings
        """
        .formatted(body);
  }
}
