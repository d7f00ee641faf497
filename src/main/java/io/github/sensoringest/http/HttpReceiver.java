package io.github.sensoringest.http;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.format.DecodeAction;
import io.github.sensoringest.format.DecodeOptions;
import io.github.sensoringest.format.Decoder;
import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.format.Format;
import io.github.sensoringest.format.PayloadCharset;
import io.github.sensoringest.quality.Origins;
import io.github.sensoringest.reading.Admission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.SuspendableService;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Makes a list of readings of the body of an HTTP request, or answers why it cannot. The kamelet
 * {@code http-source} makes one for each source and says what the parameters mean. Thread-safe.
 */
public class HttpReceiver extends ServiceSupport implements Processor, CamelContextAware {
  /** More would keep a client's connection longer than the listener lets one be idle. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Map<String, String> PRECISIONS =
      Map.of("n", "ns", "ns", "ns", "u", "us", "us", "us", "µ", "us", "ms", "ms", "s", "s");

  private CamelContext camelContext;
  private DecodeAction decode;
  private String path = "/api/readings";
  private String influx = "true";
  private String maxWait = "3s";

  private HttpListener listener;
  private Duration longestWait;
  private boolean takesInflux;
  private DecodeOptions options;
  private Decoder decoder;
  private final Map<String, Decoder> lineDecoders = new HashMap<>();

  /** How many bytes of bodies may be in the works at a time, each with the readings made of it. */
  private Semaphore bytes;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    try {
      longestWait = Parameters.duration("maxWait", maxWait);
      if (longestWait.compareTo(LONGEST_WAIT) > 0) {
        throw new IllegalArgumentException("maxWait is '" + maxWait + "': write 30s at most");
      }
      takesInflux = yesOrNo("influx", influx);
      if (!path.matches("/[\\w./-]*[\\w-]")) {
        throw new IllegalArgumentException(
            "path is '" + path + "': write a path, such as /api/readings");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("http-source: " + e.getMessage());
    }
    listener =
        camelContext.getRegistry().lookupByNameAndType(HttpBeans.LISTENER, HttpListener.class);
    bytes = new Semaphore(Math.toIntExact(Math.min(2 * listener.maxBody(), Integer.MAX_VALUE)));
    options = decode.options("http-source");
    decoder = new Decoder(options, Clock.systemUTC());
    for (String unit : new String[] {"ns", "us", "ms", "s"}) {
      lineDecoders.put(unit, new Decoder(asLines(unit), Clock.systemUTC()));
    }
  }

  private DecodeOptions asLines(String unit) {
    return new DecodeOptions(
        Format.LINE,
        options.sensorId(),
        options.unit(),
        options.names(),
        unit,
        options.maxPayload(),
        options.maxRecord());
  }

  private static boolean yesOrNo(String name, String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(name + " is '" + text + "': write one of true, false");
    };
  }

  @Override
  protected void doStart() {
    if (takesInflux) {
      listener.claimInflux(path);
    }
  }

  @Override
  protected void doStop() {
    listener.releaseInflux(path);
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    Request request = Request.of(exchange.getMessage());
    // What comes from outside must not steer the steps behind this one.
    exchange.getMessage().removeHeaders("*");
    exchange.removeProperty(ExchangePropertyKey.CHARSET_NAME);
    Admission admission = new Admission(longestWait);
    Held held = new Held();
    Reply reply = new Reply(admission, request.isInflux(), held::release);
    exchange.setProperty(Reply.PROPERTY, reply);
    if (listener.answersWhenStored()) {
      reply.followUntilStored(exchange);
    }
    exchange.setProperty(Admission.PROPERTY, admission);
    HttpAnswer refusal = take(exchange, request, held);
    if (refusal != null) {
      reply.answer(refusal);
      exchange.setRouteStop(true);
    }
  }

  /** Sets the body to what the request's has in it; returns the answer if that cannot be. */
  private HttpAnswer take(Exchange exchange, Request request, Held held)
      throws InterruptedException {
    // The exchange counts as under way by now, so a stop either waits for it or is seen here.
    if (isSuspended(exchange)) {
      return HttpAnswer.error(503, "the gateway is stopping or changing: come again");
    }
    if (!request.method().equals("POST")) {
      return HttpAnswer.error(405, "write with POST");
    }
    Decoder wanted = decoder;
    if (request.isInflux()) {
      wanted = lineDecoders.get(PRECISIONS.get(request.precision()));
      if (wanted == null) {
        return HttpAnswer.error(
            400, "precision is '" + request.precision() + "': write one of ns, us, ms, s");
      }
    } else if (options.format() == Format.AUTO && !request.hasKnownType()) {
      return HttpAnswer.error(415, wrongType(request.contentType()));
    }
    try {
      PayloadCharset.of(request.contentType());
    } catch (IllegalArgumentException e) {
      return HttpAnswer.error(415, e.getMessage());
    }
    byte[] body = exchange.getMessage().getBody(byte[].class);
    byte[] payload = body == null ? new byte[0] : body;
    if (request.isGzip()) {
      if (!held.acquire(bytes, listener.maxBody(), longestWait)) {
        return HttpAnswer.error(503, "too much at a time: come again");
      }
      try {
        payload = unpack(payload);
      } catch (IOException e) {
        return HttpAnswer.error(400, "the body is not gzip, though the request says so");
      }
      if (payload.length > listener.maxBody()) {
        return listener.tooLarge();
      }
    } else if (!request.isPlain()) {
      return HttpAnswer.error(
          415, "Content-Encoding is '" + request.encoding() + "': send gzip or nothing");
    } else if (!held.acquire(bytes, payload.length, longestWait)) {
      return HttpAnswer.error(503, "too much at a time: come again");
    }
    if (options.maxPayload() > 0 && payload.length > options.maxPayload()) {
      return HttpAnswer.error(413, "the body is larger than maxPayload: send less at once");
    }
    String source = Origins.sourceOf(exchange);
    exchange
        .getMessage()
        .setBody(wanted.decode(payload, request.contentType(), Map.of(Decoding.SOURCE, source)));
    return null;
  }

  private static boolean isSuspended(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange);
    return route != null
        && route.getConsumer() instanceof SuspendableService consumer
        && consumer.isSuspended();
  }

  /** Unpacks one byte more than is allowed at most. */
  private byte[] unpack(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(Math.toIntExact(Math.min(listener.maxBody() + 1, Integer.MAX_VALUE)));
    }
  }

  static String wrongType(String type) {
    return "Content-Type is '"
        + type
        + "': send application/json, application/x-ndjson, application/senml+json,"
        + " application/senml+cbor, text/csv, application/vnd.influx, or text/plain";
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets what reads the readings. */
  public void setDecode(DecodeAction decode) {
    this.decode = decode;
  }

  /** Sets the path of the requests. */
  public void setPath(String path) {
    this.path = path.strip();
  }

  /** Sets whether what clients of InfluxDB write comes here, too. */
  public void setInflux(String influx) {
    this.influx = influx;
  }

  /** Sets how long a request may wait for room in the full buffer. */
  public void setMaxWait(String maxWait) {
    this.maxWait = maxWait;
  }

  /** What a request says of itself. */
  private record Request(
      String method, String contentType, String encoding, String precision, boolean isInflux) {
    static Request of(Message message) {
      boolean influx = !header(message, HttpListener.INFLUX).isEmpty();
      String precision = header(message, "precision");
      return new Request(
          header(message, Exchange.HTTP_METHOD),
          header(message, Exchange.CONTENT_TYPE),
          header(message, "Content-Encoding").strip().toLowerCase(Locale.ROOT),
          precision.isEmpty() ? "ns" : precision,
          influx);
    }

    private static String header(Message message, String name) {
      Object value = message.getHeader(name);
      return value == null ? "" : value.toString();
    }

    boolean isGzip() {
      return encoding.equals("gzip");
    }

    boolean isPlain() {
      return encoding.isEmpty() || encoding.equals("identity");
    }

    /** Without a type, or with one that says little, the body itself tells. */
    boolean hasKnownType() {
      return contentType.isBlank()
          || contentType.startsWith("text/plain")
          || contentType.startsWith("application/octet-stream")
          || Format.ofContentType(contentType).isPresent();
    }
  }

  /** What a request has of {@link #bytes}. */
  private static final class Held {
    private Semaphore of;
    private int permits;

    boolean acquire(Semaphore bytes, long wanted, Duration wait) throws InterruptedException {
      int number = Math.toIntExact(wanted);
      if (!bytes.tryAcquire(number, wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      of = bytes;
      permits = number;
      return true;
    }

    void release() {
      if (of != null) {
        of.release(permits);
      }
    }
  }
}
