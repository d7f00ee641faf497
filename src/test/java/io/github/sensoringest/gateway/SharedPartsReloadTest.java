package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.kamelet;
import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static io.github.sensoringest.gateway.WatchedGateway.sensorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.component.timer.TimerEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kamelets and route templates change, and what is made with them follows; nothing else does. */
class SharedPartsReloadTest {
  private static final String KAMELET = "kamelets/ticking-source.kamelet.yaml";
  private static final String MIXED = "sensors/mixed.camel.yaml";
  private static final String TEMPLATE = "sensors/template.camel.yaml";
  private static final String TEMPLATED = "sensors/templated.camel.yaml";

  @TempDir Path temp;

  private WatchedGateway gateway;

  @BeforeEach
  void prepare() throws Exception {
    gateway =
        new WatchedGateway(temp.resolve("routes"))
            .with(KAMELET, kamelet("ticking-source", 20))
            .with("kamelets/other-source.kamelet.yaml", kamelet("other-source", 20))
            .with("sensors/user.camel.yaml", sensorOf("ticking-source", "user"))
            .with("sensors/other.camel.yaml", sensorOf("other-source", "other"))
            .with(MIXED, sensor("plain") + sensorOf("ticking-source", "ticking"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void changedKameletRestartsTheRoutesThatUseItAndNoOthers() throws Exception {
    gateway.start();
    Map<String, Route> users = gateway.routes("user", "ticking");
    Map<String, Route> others = gateway.routes("plain", "other", "entry", "ingest");

    changeKamelet(33);

    assertThat(gateway.routes("user", "ticking"))
        .doesNotContainValue(users.get("user"))
        .doesNotContainValue(users.get("ticking"));
    assertThat(gateway.routes("plain", "other", "entry", "ingest")).isEqualTo(others);
    assertThat(periods()).containsOnlyOnce(20L).contains(33L);
  }

  @Test
  void changedKameletLeavesNoOrphans() throws Exception {
    gateway.start();
    int routes = gateway.routeIds().size();
    int endpoints = gateway.endpoints().size();

    for (int period = 30; period < 33; period++) {
      changeKamelet(period);
    }

    assertThat(gateway.routeIds()).hasSize(routes);
    assertThat(gateway.endpoints()).hasSize(endpoints);
  }

  @Test
  void kameletWithWhichAUserDoesNotStartIsRolledBack() throws Exception {
    gateway.start();
    Map<String, Route> others = gateway.routes("plain", "other", "entry");
    Set<String> routes = gateway.routeIds();

    // That nobody can listen at the address of another machine shows only at the start.
    gateway.with(
        KAMELET,
        kamelet("ticking-source", 20)
            .replace("timer:{{name}}", "netty-http:http://192.0.2.1:1/{{name}}")
            .replaceFirst(" {6}parameters:\n {8}period: 20\n", ""));
    FileStatus now = gateway.await(KAMELET, FileState.ROLLED_BACK);

    assertThat(now.messages().get(0))
        .contains("with this, a route that uses it does not start")
        .doesNotContain("the port is in use");
    gateway.routes("user", "ticking");
    assertThat(periods()).containsOnly(20L);
    assertThat(gateway.routes("plain", "other", "entry")).isEqualTo(others);
    assertThat(gateway.routeIds()).hasSameSizeAs(routes);
  }

  @Test
  void templatedRouteOfANewFileStarts() throws Exception {
    gateway.with(TEMPLATE, template("timer:{{name}}", 20)).start();

    gateway.with(TEMPLATED, templated("t1"));
    FileStatus file = gateway.await(TEMPLATED, FileState.RUNNING);

    assertThat(file.routes()).containsExactly("t1");
    gateway.routes("t1");
  }

  @Test
  void templatedRouteThatChangesIsReplaced() throws Exception {
    gateway
        .with(TEMPLATE, template("timer:{{name}}", 20))
        .with(TEMPLATED, templated("t1") + templated("t2"))
        .start();
    FileStatus old = gateway.file(TEMPLATED);
    Map<String, Route> others = gateway.routes("user", "plain", "entry");

    gateway.with(TEMPLATED, templated("t1") + templated("t3"));
    gateway.awaitChange(TEMPLATED, old);

    gateway.routes("t1", "t3");
    assertThat(gateway.context().getRoute("t2")).isNull();
    assertThat(gateway.routes("user", "plain", "entry")).isEqualTo(others);
  }

  @Test
  void templatedRoutesGoOnWhenAnotherFileChanges() throws Exception {
    gateway.with(TEMPLATE, template("timer:{{name}}", 20)).with(TEMPLATED, templated("t1")).start();
    FileStatus old = gateway.file(MIXED);
    Map<String, Route> templated = gateway.routes("t1");

    gateway.with(MIXED, sensor("plain"));
    gateway.awaitChange(MIXED, old);

    assertThat(gateway.routes("t1")).isEqualTo(templated);
  }

  @Test
  void templatedRouteIsMadeAnewWhenItsTemplateInAnotherFileChanges() throws Exception {
    gateway.with(TEMPLATE, template("timer:{{name}}", 20)).with(TEMPLATED, templated("t1")).start();
    FileStatus old = gateway.file(TEMPLATE);
    Map<String, Route> others = gateway.routes("user", "plain", "entry");

    gateway.with(TEMPLATE, template("timer:{{name}}", 44));
    gateway.awaitChange(TEMPLATE, old);

    assertThat(period(gateway.routes("t1").get("t1"))).isEqualTo(44);
    assertThat(gateway.routes("user", "plain", "entry")).isEqualTo(others);
  }

  @Test
  void templatedRouteIsMadeAnewWhenTheKameletOfItsTemplateChanges() throws Exception {
    gateway
        .with(
            TEMPLATE,
            template("kamelet:ticking-source", 20).replace("period: 20", "name: \"{{name}}\""))
        .with(TEMPLATED, templated("t1"))
        .start();
    Map<String, Route> old = gateway.routes("t1");
    int routes = gateway.routeIds().size();

    changeKamelet(55);

    assertThat(gateway.routes("t1")).isNotEqualTo(old);
    assertThat(periods()).contains(55L);
    assertThat(gateway.routeIds()).hasSize(routes);
  }

  @Test
  void plainRouteBesideATemplatedOneGoesOnWhenTheTemplateChanges() throws Exception {
    gateway
        .with(TEMPLATE, template("timer:{{name}}", 20))
        .with(TEMPLATED, templated("t1") + sensor("beside"))
        .start();
    Map<String, Route> templated = gateway.routes("t1");
    Map<String, Route> beside = gateway.routes("beside");
    FileStatus old = gateway.file(TEMPLATE);

    gateway.with(TEMPLATE, template("timer:{{name}}", 44));
    gateway.awaitChange(TEMPLATE, old);

    assertThat(gateway.routes("t1")).isNotEqualTo(templated);
    assertThat(gateway.routes("beside")).isEqualTo(beside);
  }

  @Test
  void templatedRouteFollowsItsTemplateThoughOthersOfItsFileUseSomethingElseOfIt()
      throws Exception {
    String configured =
        sensor("configured")
            .replace("id: configured", "id: configured\n    routeConfigurationId: c");
    gateway
        .with(TEMPLATE, configuration() + template("timer:{{name}}", 20))
        .with(TEMPLATED, templated("t1") + configured)
        .start();
    Map<String, Route> old = gateway.routes("configured");
    FileStatus before = gateway.file(TEMPLATE);

    gateway.with(TEMPLATE, configuration() + template("timer:{{name}}", 44));
    gateway.awaitChange(TEMPLATE, before);

    assertThat(period(gateway.routes("t1").get("t1"))).isEqualTo(44);
    assertThat(gateway.routes("configured")).isNotEqualTo(old);
  }

  @Test
  void templatedRouteGoesOnWhenItsTemplateIsGone() throws Exception {
    gateway.with(TEMPLATE, template("timer:{{name}}", 20)).with(TEMPLATED, templated("t1")).start();
    Map<String, Route> templated = gateway.routes("t1");

    gateway.delete(TEMPLATE);
    gateway.awaitGone(TEMPLATE);

    assertThat(gateway.routes("t1")).isEqualTo(templated);
    assertThat(gateway.file(TEMPLATED).runs()).isTrue();
  }

  @Test
  void kameletThatIsInUseIsHeldWhenItsFileIsGone() throws Exception {
    gateway.start();
    Map<String, Route> other = gateway.routes("other");

    gateway.delete("kamelets/other-source.kamelet.yaml");
    FileStatus held = gateway.await("kamelets/other-source.kamelet.yaml", FileState.HELD);

    assertThat(held.messages().toString()).contains("sensors/other.camel.yaml");
    assertThat(gateway.routes("other")).isEqualTo(other);
  }

  private void changeKamelet(int period) throws Exception {
    FileStatus old = gateway.file(KAMELET);
    gateway.with(KAMELET, kamelet("ticking-source", period));
    gateway.awaitChange(KAMELET, old);
  }

  /** Returns the periods of the timers inside of kamelets. */
  private List<Long> periods() {
    return gateway.context().getRoutes().stream()
        .filter(route -> route.getRouteId().contains("-source-"))
        .map(SharedPartsReloadTest::period)
        .toList();
  }

  private static long period(Route route) {
    return ((TimerEndpoint) route.getEndpoint()).getPeriod();
  }

  private static String configuration() {
    return """
        - routeConfiguration:
            id: c
            onException:
              - onException:
                  exception:
                    - java.lang.Exception
                  redeliveryPolicy:
                    maximumRedeliveries: 0
        """;
  }

  private static String template(String uri, int period) {
    return """
        - routeTemplate:
            id: sensor
            parameters:
              - name: name
            from:
              uri: %s
              parameters:
                period: %d
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "21.5"
                        resultType: java.lang.Double
                - to:
                    uri: direct:readings
        """
        .formatted(uri.contains("{{") ? '"' + uri + '"' : uri, period);
  }

  private static String templated(String id) {
    return """
        - templatedRoute:
            routeTemplateRef: sensor
            routeId: %s
            parameters:
              - name: name
                value: %s
        """
        .formatted(id, id);
  }
}
