package io.github.sensoringest.http;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Posts a sink's payload, and fails unless the answer says that it was taken. The kamelets {@code
 * http-sink} and {@code influx-sink} make one for each use and say what the parameters mean.
 * Thread-safe.
 */
public class RowPost extends ServiceSupport implements Processor {
  /** So much of an answer that says no is told. */
  private static final int LONGEST = 500;

  private static final Map<String, String> TYPES =
      Map.of(
          "json", "application/x-ndjson",
          "csv", "text/csv; charset=utf-8; header=present",
          "line", "text/plain; charset=utf-8");

  private String sink = "http-sink";
  private String url = "";
  private String format = "json";
  private String authorization = "";
  private String org = "";
  private String bucket = "";
  private String database = "";
  private String token = "";
  private String tokenFile = "";
  private String userName = "";
  private String password = "";
  private String timeout = "30000";

  private URI uri;
  private Duration patience;
  private String type;
  private HttpClient client;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    try {
      URI target = target(url.strip());
      List<String> parts = new ArrayList<>();
      if (target.getRawQuery() != null) {
        parts.add(target.getRawQuery());
      }
      String path = target.getRawPath() == null ? "" : target.getRawPath();
      if (isInflux()) {
        path = path.replaceAll("/+$", "") + influx(parts);
      }
      String query = parts.isEmpty() ? "" : "?" + String.join("&", parts);
      uri = URI.create(target.getScheme() + "://" + target.getRawAuthority() + path + query);
      type = TYPES.get(format);
      patience = Duration.ofMillis(Parameters.whole("timeout", timeout, 1, 86_400_000));
      Parameters.oneLine("authorization", authorization);
      Parameters.oneLine("token", token);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(sink + ": " + e.getMessage());
    }
  }

  private static URI target(String url) {
    try {
      URI target = new URI(url);
      if (target.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "url has a user or password in it, which every message about it would show: use"
                + " the parameters for that");
      }
      if (target.getHost() != null
          && ("http".equals(target.getScheme()) || "https".equals(target.getScheme()))) {
        return target;
      }
    } catch (URISyntaxException e) {
      // The message below says it.
    }
    throw new IllegalArgumentException(
        "url is '" + url + "': write one such as http://host:8080/path");
  }

  private boolean isInflux() {
    return sink.equals("influx-sink");
  }

  /** Returns the path of the version of InfluxDB that is meant, and adds its parameters. */
  private String influx(List<String> parts) {
    if (bucket.isBlank() == database.isBlank()) {
      throw new IllegalArgumentException(
          "name a bucket (InfluxDB 2 and 3) or a database (InfluxDB 1), and not both");
    }
    parts.add("precision=ns");
    if (bucket.isBlank()) {
      parts.add("db=" + encoded(database));
      return "/write";
    }
    parts.add("bucket=" + encoded(bucket));
    if (!org.isBlank()) {
      parts.add("org=" + encoded(org));
    }
    return "/api/v2/write";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text.strip(), StandardCharsets.UTF_8);
  }

  @Override
  protected void doStart() {
    client = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  @Override
  public void process(Exchange exchange) throws IOException, InterruptedException {
    byte[] payload = exchange.getMessage().getBody(byte[].class);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .header("User-Agent", "sensor-ingest")
            .POST(HttpRequest.BodyPublishers.ofByteArray(payload));
    String shown = authorization();
    if (!shown.isEmpty()) {
      request.header("Authorization", shown);
    }
    Beginning text = new Beginning();
    int status = send(request.build(), text);
    if (status < 200 || status >= 300) {
      throw new IOException("the answer is " + status + text);
    }
  }

  /** Returns the status of the answer, which comes as a whole within the time, or not at all. */
  private int send(HttpRequest request, Beginning text) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(text));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + Durations.format(patience), e);
    } catch (ExecutionException e) {
      throw new IOException("no answer: " + e.getCause(), e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Keeps the first of a body, and lets go the rest. */
  private static final class Beginning implements Consumer<Optional<byte[]>> {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public synchronized void accept(Optional<byte[]> part) {
      part.ifPresent(bytes -> kept.write(bytes, 0, Math.min(bytes.length, LONGEST - kept.size())));
    }

    @Override
    public synchronized String toString() {
      String line = kept.toString(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
      return line.isEmpty() ? "" : ": " + line;
    }
  }

  private String authorization() throws IOException {
    if (!authorization.isBlank()) {
      return authorization.strip();
    }
    String secret =
        Parameters.oneLine("tokenFile", Parameters.secret("tokenFile", tokenFile, token).strip());
    if (!secret.isEmpty()) {
      return (isInflux() ? "Token " : "Bearer ") + secret;
    }
    if (userName.isBlank()) {
      return "";
    }
    byte[] pair = (userName + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Sets the kamelet, {@code http-sink} or {@code influx-sink}. */
  public void setSink(String sink) {
    this.sink = sink;
  }

  /** Sets where to send to. */
  public void setUrl(String url) {
    this.url = url;
  }

  /** Sets the format of the payload: {@code json}, {@code csv} or {@code line}. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** Sets the header {@code Authorization} as a whole. */
  public void setAuthorization(String authorization) {
    this.authorization = authorization;
  }

  /** Sets the organization of InfluxDB. */
  public void setOrg(String org) {
    this.org = org;
  }

  /** Sets the bucket of InfluxDB 2. */
  public void setBucket(String bucket) {
    this.bucket = bucket;
  }

  /** Sets the database of InfluxDB 1. */
  public void setDatabase(String database) {
    this.database = database;
  }

  /** Sets the token. */
  public void setToken(String token) {
    this.token = token;
  }

  /** Sets the file with the token. */
  public void setTokenFile(String tokenFile) {
    this.tokenFile = tokenFile;
  }

  /** Sets the user. */
  public void setUserName(String userName) {
    this.userName = userName;
  }

  /** Sets the password of the user. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** Sets how many milliseconds an answer may take. */
  public void setTimeout(String timeout) {
    this.timeout = timeout;
  }
}
