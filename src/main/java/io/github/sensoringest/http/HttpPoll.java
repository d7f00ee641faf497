package io.github.sensoringest.http;

import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.format.DecodeAction;
import io.github.sensoringest.format.DecodeOptions;
import io.github.sensoringest.format.Decoder;
import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.quality.Origins;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks many devices for their readings, each at its time, and passes on what has been answered by
 * now: to be called every few milliseconds. It waits for no device. The kamelet {@code
 * http-poll-source} makes one for each use and says what the parameters mean. Not thread-safe: one
 * timer thread calls it.
 */
public class HttpPoll extends ServiceSupport implements Processor, CamelContextAware {
  /** The kind of the alarm that is raised for a device. */
  static final String AWAY = "away";

  private static final Logger LOG = LoggerFactory.getLogger(HttpPoll.class);

  /** So many readings go on in one message at most. */
  private static final int MOST_READINGS = 10_000;

  /** What has been answered and not passed on takes memory; nobody is asked meanwhile. */
  private static final int MOST_WAITING = 10_000;

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private CamelContext camelContext;
  private DecodeAction decode;
  private String devices = "";
  private String devicesFile = "";
  private String period = "10s";
  private String timeout = "5s";
  private String maxBackOff = "1m";
  private String awayAfter = "3";
  private String maxConcurrent = "2000";
  private String authorization = "";

  private Decoder decoder;
  private int maxPayload;
  private Map<String, String> urls;
  private Duration wait;
  private long periodNanos;
  private long backOffNanos;
  private int failuresToAlarm;
  private int mostUnderWay;
  private Alarms alarms;
  private Alarms.Watcher watcher;
  private PollClient client;
  private List<PolledDevice> polled;
  private int underWay;
  private int next;
  private long beganNanos;
  private boolean takenOver;

  private record Answer(PolledDevice device, PollClient.Outcome outcome, PollClient client) {}

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    DecodeOptions options = decode.options("http-poll-source");
    try {
      urls = DeviceList.read(devices, devicesFile);
      periodNanos = Parameters.duration("period", period).toNanos();
      wait = Parameters.duration("timeout", timeout);
      backOffNanos = Parameters.duration("maxBackOff", maxBackOff).toNanos();
      failuresToAlarm = Parameters.whole("awayAfter", awayAfter, 1, 1_000_000);
      mostUnderWay = Parameters.whole("maxConcurrent", maxConcurrent, 1, 20_000);
      Parameters.oneLine("authorization", authorization);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("http-poll-source: " + e.getMessage());
    }
    maxPayload =
        (int)
            Math.min(options.maxPayload() == 0 ? Integer.MAX_VALUE : options.maxPayload(), 1 << 26);
    decoder = new Decoder(options, Clock.systemUTC());
    alarms = camelContext.getRegistry().lookupByNameAndType(AlarmBeans.ALARMS, Alarms.class);
  }

  @Override
  protected void doStart() {
    beganNanos = System.nanoTime();
    takenOver = false;
    underWay = 0;
    next = 0;
    answers.clear();
    polled = new ArrayList<>();
    urls.forEach((name, url) -> polled.add(new PolledDevice(name, url, beganNanos)));
    client = new PollClient(wait, maxPayload, authorization.strip(), mostUnderWay);
    watcher = alarms.watcher();
  }

  @Override
  protected void doStop() {
    client.close();
    watcher.end();
  }

  @Override
  public void process(Exchange exchange) {
    String source = Origins.sourceOf(exchange);
    long now = System.nanoTime();
    askThoseDue(now);
    List<Object> readings = take(source, now);
    clearTakenOver(now);
    if (readings.isEmpty()) {
      exchange.setRouteStop(true);
    } else {
      exchange.getMessage().setBody(readings);
    }
  }

  private void askThoseDue(long now) {
    // From where it was left, so that nobody is forgotten when not all can be asked at a time.
    for (int i = 0; i < polled.size(); i++) {
      if (underWay >= mostUnderWay || underWay >= MOST_WAITING) {
        return;
      }
      PolledDevice device = polled.get(next);
      next = (next + 1) % polled.size();
      if (device.isDue(now)) {
        device.ask(now, periodNanos);
        underWay++;
        PollClient asked = client;
        asked.ask(device.url(), outcome -> answers.add(new Answer(device, outcome, asked)));
      }
    }
  }

  private List<Object> take(String source, long now) {
    List<Object> readings = new ArrayList<>();
    while (readings.size() < MOST_READINGS) {
      Answer answer = answers.poll();
      if (answer == null) {
        break;
      }
      if (answer.client() != client) {
        // It was asked before a restart.
        continue;
      }
      underWay--;
      if (answer.outcome().isFailure()) {
        failed(source, answer.device(), answer.outcome().failure(), now);
      } else {
        answered(source, answer.device());
        readings.addAll(
            decoder.decode(
                answer.outcome().body(),
                answer.outcome().contentType(),
                Map.of(Decoding.SOURCE, source, Decoding.DEVICE, answer.device().name())));
      }
    }
    return readings;
  }

  private void answered(String source, PolledDevice device) {
    device.answered();
    if (device.isAway()) {
      device.setAway(false);
      watcher.clear(source, device.name(), AWAY, Double.NaN, "answers again");
    }
  }

  private void failed(String source, PolledDevice device, String why, long now) {
    device.failed(now, periodNanos, backOffNanos);
    LOG.debug("{} of {} gave no readings: {}", device, source, why);
    if (!device.isAway() && device.failures() >= failuresToAlarm) {
      device.setAway(true);
      watcher.raise(
          source,
          device.name(),
          AWAY,
          Double.NaN,
          "has not answered "
              + device.failures()
              + " times in a row, the last time because "
              + why
              + "; it is asked again every "
              + Durations.format(Duration.ofNanos(Math.max(periodNanos, backOffNanos)))
              + " or sooner");
    }
  }

  /** Devices that a predecessor found away, and that this one did not, are back. */
  private void clearTakenOver(long now) {
    if (!takenOver && now - beganNanos > Alarms.HANDOVER.toNanos()) {
      takenOver = true;
      alarms.clearEnded();
    }
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets what reads the answers. */
  public void setDecode(DecodeAction decode) {
    this.decode = decode;
  }

  /** Sets the URLs of the devices. */
  public void setDevices(String devices) {
    this.devices = devices;
  }

  /** Sets the file with URLs of devices; blank: none. */
  public void setDevicesFile(String devicesFile) {
    this.devicesFile = devicesFile;
  }

  /** Sets how often each device is asked. */
  public void setPeriod(String period) {
    this.period = period;
  }

  /** Sets how long a request may take. */
  public void setTimeout(String timeout) {
    this.timeout = timeout;
  }

  /** Sets how long a device that fails is left alone at most. */
  public void setMaxBackOff(String maxBackOff) {
    this.maxBackOff = maxBackOff;
  }

  /** Sets after how many failures in a row there is an alarm. */
  public void setAwayAfter(String awayAfter) {
    this.awayAfter = awayAfter;
  }

  /** Sets how many requests may be under way at a time. */
  public void setMaxConcurrent(String maxConcurrent) {
    this.maxConcurrent = maxConcurrent;
  }

  /** Sets the header {@code Authorization}; blank: none. */
  public void setAuthorization(String authorization) {
    this.authorization = authorization;
  }
}
