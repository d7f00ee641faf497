package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.ledger.Balance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Measures how long it takes to read devices that are slow to answer, all of them: by the gateway,
 * and by a bare client of the same library, in rounds that alternate within one run. A round goes
 * from the first request that comes to a device to the last reading that is taken.
 */
public final class PollBench {
  /** The gateway asks all devices each time, and the bare client does in between. */
  public static final Duration PERIOD = Duration.ofSeconds(2);

  private static final String GATEWAY = "gateway";
  private static final String BARE = "bare";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /**
   * What to do.
   *
   * @param devices how many there are
   * @param delay how long each takes to answer
   * @param rounds how many are measured of each of the two
   * @param warmUps how many come before
   */
  public record Plan(int devices, Duration delay, int rounds, int warmUps) {
    /** Returns how long it would take to ask one device after the other. */
    public Duration oneAfterTheOther() {
      return delay.multipliedBy(devices);
    }
  }

  /**
   * What came out, in milliseconds.
   *
   * @param first the gateway's first round, which connects, and in which nothing is compiled
   * @param median the gateway's median round of those that are measured
   * @param slowest the gateway's slowest of them
   * @param bareMedian the bare client's median round
   * @param countsAgree whether there is a reading for each request, and the ledger balances
   */
  public record Result(
      double first, double median, double slowest, double bareMedian, boolean countsAgree) {}

  private final Plan plan;

  /** Creates one. */
  public PollBench(Plan plan) {
    this.plan = plan;
  }

  /**
   * Runs the comparison, and stops the gateway.
   *
   * @param gateways makes a gateway that asks the devices at this port, each with {@code GET
   *     /gateway/NUMBER} every {@link #PERIOD}
   * @throws Exception if the gateway fails
   */
  public Result run(IntFunction<Gateway> gateways) throws Exception {
    double[] ours = new double[plan.warmUps + plan.rounds];
    double[] theirs = new double[ours.length];
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
    try (SlowDevices devices = new SlowDevices(plan.delay)) {
      Gateway gateway = gateways.apply(devices.port());
      HttpClient bare =
          vertx.createHttpClient(
              new HttpClientOptions().setKeepAliveTimeout((int) LIMIT.toSeconds()),
              new PoolOptions().setHttp1MaxSize(plan.devices));
      LongSupplier taken = () -> gateway.ledger().total().ingested();
      boolean agree = true;
      gateway.start();
      try {
        for (int i = 0; i < ours.length; i++) {
          ours[i] = gatewayRound(devices, taken);
          long before = devices.beginRound(BARE);
          theirs[i] = bareRound(devices, bare);
          agree &= devices.requests(BARE) - before == plan.devices;
        }
        awaitQuiet(devices, taken);
      } finally {
        gateway.stop();
      }
      Balance total = gateway.ledger().total();
      agree &= total.balances() && total.windowed() == devices.requests(GATEWAY);
      double[] measured = Arrays.copyOfRange(ours, plan.warmUps, ours.length);
      double[] bareMeasured = Arrays.copyOfRange(theirs, plan.warmUps, theirs.length);
      Arrays.sort(measured);
      Arrays.sort(bareMeasured);
      return new Result(
          ours[0],
          Medians.ofSorted(measured),
          measured[measured.length - 1],
          Medians.ofSorted(bareMeasured),
          agree);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Waits for the gateway's next round, and returns how long it took. */
  private double gatewayRound(SlowDevices devices, LongSupplier taken) throws InterruptedException {
    long wanted = awaitQuiet(devices, taken) + plan.devices;
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (taken.getAsLong() < wanted) {
      rest(limit, taken);
    }
    return (System.nanoTime() - devices.beganNanos(GATEWAY)) / 1e6;
  }

  /** Waits for the time between two rounds, and returns how many readings have been taken. */
  private static long awaitQuiet(SlowDevices devices, LongSupplier taken)
      throws InterruptedException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      long readings = taken.getAsLong();
      if (devices.beginRound(GATEWAY) == readings) {
        return readings;
      }
      rest(limit, taken);
    }
  }

  private static void rest(long limit, LongSupplier taken) throws InterruptedException {
    if (System.nanoTime() > limit) {
      throw new IllegalStateException(
          "the gateway does not come to an end: it has taken " + taken.getAsLong() + " readings");
    }
    TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
  }

  private double bareRound(SlowDevices devices, HttpClient client) throws InterruptedException {
    CountDownLatch all = new CountDownLatch(plan.devices);
    AtomicLong ended = new AtomicLong();
    for (int i = 1; i <= plan.devices; i++) {
      client
          .request(HttpMethod.GET, devices.port(), "127.0.0.1", "/" + BARE + "/" + i)
          .compose(request -> request.send())
          .compose(HttpClientResponse::body)
          .onSuccess(
              body -> {
                ended.set(System.nanoTime());
                all.countDown();
              });
    }
    if (!all.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "the bare client has not read all devices within " + LIMIT.toSeconds() + " s");
    }
    return (ended.get() - devices.beganNanos(BARE)) / 1e6;
  }
}
