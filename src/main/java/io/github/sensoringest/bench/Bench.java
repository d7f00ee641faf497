package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.window.PercentileBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the gateway with the {@link Baseline}, in rounds that alternate within one run, so that
 * a noisy machine hits both alike.
 */
public final class Bench {
  /** A round is about this long, in seconds: short enough to alternate, long enough to settle. */
  private static final int ROUND_SECONDS = 3;

  private static final int LEAST_ROUNDS = 3;

  /**
   * What to do.
   *
   * @param sensors how many different sensors
   * @param batch how many readings a message has
   * @param producers how many threads send
   * @param seconds how long each side is measured, all rounds together
   * @param warmUp how long each side runs before
   * @param bufferSize how many messages the baseline's queue holds
   * @param percentileValues how many values the baseline keeps for percentiles
   */
  public record Plan(
      int sensors,
      int batch,
      int producers,
      int seconds,
      Duration warmUp,
      int bufferSize,
      int percentileValues) {}

  /**
   * What came out.
   *
   * @param readings how many readings went through the gateway in the measured rounds
   * @param readingsPerSecond the gateway's median round
   * @param baselineReadingsPerSecond the baseline's median round
   * @param ratio the median of the rounds' ratios, each of two rounds side by side
   * @param countsAgree whether both sides, and the sink behind the gateway, counted what was sent
   */
  public record Result(
      long readings,
      double readingsPerSecond,
      double baselineReadingsPerSecond,
      double ratio,
      boolean countsAgree) {}

  private final Plan plan;
  private final Rounds load;

  /** Creates one. */
  public Bench(Plan plan) {
    this.plan = plan;
    this.load = new Rounds(plan.sensors, plan.batch, plan.producers);
  }

  /**
   * Runs the comparison with a gateway that has not been started; it is stopped afterwards.
   *
   * @throws Exception if the gateway cannot be started or fails under way
   */
  public Result run(Gateway gateway) throws Exception {
    int rounds = Math.max(LEAST_ROUNDS, plan.seconds / ROUND_SECONDS);
    double roundSeconds = (double) plan.seconds / rounds;
    List<Rounds.Round> ours = new ArrayList<>();
    List<Rounds.Round> theirs = new ArrayList<>();
    long sent = 0;
    long sentToBaseline = 0;
    boolean agree;
    GatewayContender contender = new GatewayContender(gateway, plan.producers);
    try (Baseline baseline =
        new Baseline(plan.bufferSize, new PercentileBudget(plan.percentileValues))) {
      sent += load.run(contender, plan.warmUp.toMillis() / 1e3).readings();
      sentToBaseline += load.run(baseline, plan.warmUp.toMillis() / 1e3).readings();
      for (int i = 0; i < rounds; i++) {
        ours.add(load.run(contender, roundSeconds));
        theirs.add(load.run(baseline, roundSeconds));
      }
      sent += ours.stream().mapToLong(Rounds.Round::readings).sum();
      sentToBaseline += theirs.stream().mapToLong(Rounds.Round::readings).sum();
      agree = contender.counted() == sent && baseline.counted() == sentToBaseline;
    } finally {
      contender.close();
    }
    Balance total = gateway.ledger().total();
    agree &= total.balances() && total.windowed() == sent && contender.delivered() == sent;
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = ours.get(i).perSecond() / theirs.get(i).perSecond();
    }
    return new Result(
        ours.stream().mapToLong(Rounds.Round::readings).sum(),
        Medians.of(ours.stream().mapToDouble(Rounds.Round::perSecond).toArray()),
        Medians.of(theirs.stream().mapToDouble(Rounds.Round::perSecond).toArray()),
        Medians.of(ratios),
        agree);
  }
}
