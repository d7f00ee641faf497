package io.github.sensoringest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSiteTest {
  private final OwnSite open = new OwnSite("127.0.0.1", true);
  private final OwnSite withToken = new OwnSite("0.0.0.0", false);

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "LOCALHOST", "127.0.0.1:8080", "127.0.0.2", "[::1]:8080"})
  void withoutATokenItAnswersToTheNamesOfThisMachine(String authority) {
    assertThat(open.objection(authority, null, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1"
      })
  void withoutATokenItAnswersToNoOtherName(String authority) {
    Optional<String> objection = open.objection(authority, null, false);

    assertThat(objection.orElseThrow()).contains("set http.token");
  }

  @Test
  void withATokenItAnswersToAnyName() {
    assertThat(withToken.objection("gateway.example:8080", null, false)).isEmpty();
  }

  @Test
  void clientsThatAreNoBrowsersMayWrite() {
    assertThat(open.objection("localhost:8080", null, true)).isEmpty();
    assertThat(open.objection(null, null, true)).isEmpty();
  }

  @Test
  void ownPageMayWrite() {
    assertThat(open.objection("localhost:8080", "http://localhost:8080", true)).isEmpty();
    assertThat(withToken.objection("gw.example", "https://gw.example", true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "http://localhost:9999", "null", "http://[", "file://"})
  void pageOfAnotherSiteMayNot(String origin) {
    assertThat(open.objection("localhost:8080", origin, true).orElseThrow()).contains(origin);
    assertThat(withToken.objection("localhost:8080", origin, true)).isPresent();
    assertThat(withToken.objection("localhost:8080", origin, false)).isEmpty();
  }
}
