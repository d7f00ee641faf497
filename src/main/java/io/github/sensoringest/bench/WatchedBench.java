package io.github.sensoringest.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.ledger.Balance;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Compares a gateway that is looked at with one that is not, in rounds that alternate within one
 * run. They are two, since a gateway keeps its page fresh for some seconds after the last look.
 */
public final class WatchedBench {
  private static final int ROUND_SECONDS = 3;
  private static final int LEAST_ROUNDS = 4;

  /**
   * What to do.
   *
   * @param sensors how many different sensors
   * @param batch how many readings a message has
   * @param producers how many threads send
   * @param viewers how many look at the page
   * @param seconds how long each side is measured, all rounds together
   * @param warmUp how long each side runs before
   */
  public record Plan(
      int sensors, int batch, int producers, int viewers, int seconds, Duration warmUp) {}

  /**
   * What came out.
   *
   * @param readings how many readings went through the gateway that was looked at
   * @param watchedPerSecond its median round
   * @param unwatchedPerSecond the other one's median round
   * @param ratio the median of the rounds' ratios, each of two rounds side by side
   * @param processorMillis the median of how much more processor time the rounds took in which it
   *     was looked at, that of the viewers included, in milliseconds a second; other processes of
   *     the machine change this less than the ratio
   * @param events how often the viewers were shown something
   * @param answers how many of their questions were answered
   * @param countsAgree whether both, and the sinks behind them, counted what was sent
   */
  public record Result(
      long readings,
      double watchedPerSecond,
      double unwatchedPerSecond,
      double ratio,
      double processorMillis,
      long events,
      long answers,
      boolean countsAgree) {}

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** A round, and how much processor time all of the process took meanwhile. */
  private record Metered(Rounds.Round round, long processorNanos) {
    /** Returns how much more it took than the other one would have for as much, in ms a second. */
    double moreThan(Metered other) {
      double wanted = (double) other.processorNanos / other.round.readings() * round.readings();
      double seconds = round.readings() / round.perSecond();
      return (processorNanos - wanted) / 1e6 / seconds;
    }
  }

  private final Plan plan;
  private final Rounds load;
  private final HttpClient client = HttpClient.newHttpClient();
  private long events;
  private long answers;

  /** Creates one. */
  public WatchedBench(Plan plan) {
    this.plan = plan;
    this.load = new Rounds(plan.sensors, plan.batch, plan.producers);
  }

  /**
   * Runs the comparison with two gateways that have not been started; they are stopped afterwards.
   *
   * @throws Exception if one cannot be started, fails under way, or shows nothing
   */
  public Result run(Gateway watched, Gateway unwatched) throws Exception {
    watched.servePage();
    unwatched.servePage();
    int rounds = Math.max(LEAST_ROUNDS, plan.seconds / ROUND_SECONDS);
    double seconds = (double) plan.seconds / rounds;
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    double[] ratios = new double[rounds];
    double[] processorMillis = new double[rounds];
    long readings = 0;
    long sent;
    long sentUnwatched;
    GatewayContender seen;
    GatewayContender unseen;
    try (GatewayContender one = new GatewayContender(watched, plan.producers);
        GatewayContender other = new GatewayContender(unwatched, plan.producers)) {
      seen = one;
      unseen = other;
      sent = watched(watched, seen, plan.warmUp.toMillis() / 1e3).round.readings();
      sentUnwatched = load.run(unseen, plan.warmUp.toMillis() / 1e3).readings();
      for (int i = 0; i < rounds; i++) {
        // Each goes first in turn.
        Metered first = i % 2 == 0 ? null : metered(() -> load.run(unseen, seconds));
        Metered looked = watched(watched, seen, seconds);
        Metered plain = first == null ? metered(() -> load.run(unseen, seconds)) : first;
        readings += looked.round.readings();
        sentUnwatched += plain.round.readings();
        ours[i] = looked.round.perSecond();
        theirs[i] = plain.round.perSecond();
        ratios[i] = ours[i] / theirs[i];
        processorMillis[i] = looked.moreThan(plain);
      }
      sent += readings;
    }
    return new Result(
        readings,
        Medians.of(ours),
        Medians.of(theirs),
        Medians.of(ratios),
        Medians.of(processorMillis),
        events,
        answers,
        agrees(watched, seen, sent) && agrees(unwatched, unseen, sentUnwatched));
  }

  private static Metered metered(Callable<Rounds.Round> run) throws Exception {
    long before = PROCESS.getProcessCpuTime();
    Rounds.Round round = run.call();
    return new Metered(round, PROCESS.getProcessCpuTime() - before);
  }

  /** What it takes to open the page, once, is not counted. */
  private Metered watched(Gateway gateway, GatewayContender contender, double seconds)
      throws Exception {
    try (Viewers viewers = new Viewers(client, gateway.pageUrl(), plan.viewers)) {
      Metered round = metered(() -> load.run(contender, seconds));
      events += viewers.events();
      answers += viewers.answers();
      return round;
    }
  }

  private static boolean agrees(Gateway gateway, GatewayContender contender, long sent) {
    Balance total = gateway.ledger().total();
    return total.balances() && total.windowed() == sent && contender.delivered() == sent;
  }
}
