package io.github.sensoringest;

import io.github.sensoringest.config.HttpSettings;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.web.GatewayClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that ask a running gateway: where it is, and what it asks for. */
final class GatewayAddress {
  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description =
          "The address of its page, such as http://plant-7:8080 (default: http.host and http.port of"
              + " the configuration). The token is the configuration's: SENSOR_INGEST_HTTP_TOKEN or"
              + " http.token-file. With https, http.certificate-file is trusted, too.")
  private URI gateway;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ConfigurationOptions configurationOptions;

  /** Where it is. */
  record Found(URI uri, GatewayClient client) {}

  private URI checked(URI address) {
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--gateway is '" + address + "': write an address such as http://plant-7:8080");
    }
    return address;
  }

  Found find() {
    Settings settings = Settings.of(configurationOptions.load(Map.of()));
    LogSetup.apply(settings);
    HttpSettings http = settings.http();
    URI uri = gateway != null ? checked(gateway) : URI.create(http.url(http.port()));
    try {
      return new Found(
          uri,
          new GatewayClient(
              uri, http.token().reveal(), http.tls().map(HttpSettings.TlsFiles::certificate)));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "http.certificate-file: " + e.getMessage(), e);
    }
  }
}
