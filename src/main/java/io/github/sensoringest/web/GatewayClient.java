package io.github.sensoringest.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a running gateway what its page asks. Not thread-safe. */
public final class GatewayClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String DATA = "data: ";

  private final HttpClient client;
  private final URI gateway;
  private final String token;

  /**
   * Creates one.
   *
   * @param gateway the address of the page
   * @param token what the gateway asks for; empty if it asks for nothing
   * @param certificate a PEM file with a certificate that is trusted as well
   * @throws IOException if the certificate cannot be read; the message names its file
   */
  public GatewayClient(URI gateway, String token, Optional<Path> certificate) throws IOException {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (certificate.isPresent()) {
      builder.sslContext(Trust.with(certificate.get()));
    }
    this.client = builder.build();
    this.gateway = gateway;
    this.token = token;
  }

  /**
   * Asks for JSON.
   *
   * @throws IOException if there is no answer, or it is an error; the message says which
   */
  public JsonNode get(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(path, parameters).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(problem(response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }

  /**
   * Follows a stream of events until it ends.
   *
   * @param event is given each event's data; returns whether to go on
   * @throws IOException if there is no answer, it is an error, or the connection is lost
   */
  public void follow(String path, Map<String, String> parameters, Predicate<JsonNode> event)
      throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        client.send(request(path, parameters).build(), HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException(problem(response.statusCode(), lines.collect(Collectors.joining())));
      }
      for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
        String line = all.next();
        if (line.startsWith(DATA) && !event.test(JSON.readTree(line.substring(DATA.length())))) {
          return;
        }
      }
    }
  }

  private HttpRequest.Builder request(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String base = gateway.toString().replaceAll("/+$", "");
    URI uri = URI.create(base + WebApi.PATH + path + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String problem(int status, String body) {
    try {
      JsonNode json = JSON.readTree(body);
      String message = json.path("error").asText(json.path("message").asText(""));
      if (!message.isEmpty()) {
        return status + " " + message;
      }
    } catch (JsonProcessingException e) {
      // Something else answered.
    }
    return "the answer is " + status + ", which is none of a gateway";
  }
}
