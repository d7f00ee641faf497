package io.github.sensoringest.process;

import org.junit.jupiter.api.Test;

/** What Prometheus thinks of the files in {@code deploy/}. */
class DeployIT {
  private static String deploy(String file) {
    return Launcher.checkout().resolve("deploy").resolve(file).toString();
  }

  @Test
  void alertRulesAreRules() throws Exception {
    Promtool.installed().assertContent("", "check", "rules", deploy("alerts.rules.yaml"));
  }

  @Test
  void alertsComeWhenTheyShouldAndNotOtherwise() throws Exception {
    Promtool.installed().assertContent("", "test", "rules", deploy("alerts.test.yaml"));
  }

  @Test
  void configurationIsOne() throws Exception {
    Promtool.installed()
        .assertContent("", "check", "config", "--syntax-only", deploy("prometheus.yml"));
  }
}
