package io.github.sensoringest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.gateway.Output;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.live.RouteFolder;
import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.Windowing;
import io.github.sensoringest.simulate.Fault;
import io.github.sensoringest.simulate.FaultPlan;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The whole gateway, held against {@link PlainWindows} over random faults and windows. */
class FaultsBenchTest {
  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void gatewayDoesWhatThePlainWaySays(@ForAll long seed) {
    Random random = new Random(seed);
    List<Windowing> windowings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      windowings.add(windowing(random));
    }
    FaultsBench.Plan plan =
        new FaultsBench.Plan(6, 3, 300, Duration.ofMillis(500), seed, faults(random), windowings);

    FaultsBench.Result result = run(plan);

    assertThat(result.differences()).as("seed " + seed + ", " + windowings).isEmpty();
    assertThat(result.total().balances()).isTrue();
    assertThat(result.total().received()).isEqualTo(result.sent());
  }

  @Test
  void faultyWorldHasEveryFaultAndAllOutcomes() {
    FaultsBench.Result result = run(FaultyWorld.plan(40, 1));

    assertThat(result.differences()).isEmpty();
    assertThat(result.faults().keySet()).containsExactlyInAnyOrder(Fault.values());
    assertThat(result.total().late()).isPositive();
    assertThat(result.total().rejectedInAll()).isPositive();
  }

  private static FaultsBench.Result run(FaultsBench.Plan plan) {
    Path shipped = Path.of("routes");
    String[] settings = {"window.check=1ms", "ingest.coalesce=7"};
    Gateway gateway =
        new Gateway(
            TestSettings.with(settings),
            TestSettings.configuration(settings).all(),
            LiveFolder.fixed(RouteFolder.open(shipped, shipped).files(Role.PIPELINE)),
            new FirstReadings(0, reading -> {}),
            new Output(new PrintWriter(Writer.nullWriter()), LogFormat.TEXT));
    return new FaultsBench(plan).run(gateway);
  }

  private static Windowing windowing(Random random) {
    Duration length = Duration.ofSeconds(1 + random.nextInt(30));
    int kind = random.nextInt(3);
    LatePolicy late = LatePolicy.values()[random.nextInt(LatePolicy.values().length)];
    boolean sessions = kind == 2;
    return new Windowing(
        length,
        kind == 1 ? Duration.ofSeconds(1 + random.nextInt((int) length.toSeconds())) : length,
        sessions ? Duration.ofMillis(600 + random.nextInt(5_000)) : Duration.ZERO,
        Duration.ofMillis(random.nextInt(60_000)),
        Duration.ofMillis(random.nextInt(5_000)),
        Duration.ofDays(1),
        sessions && late == LatePolicy.CORRECT ? LatePolicy.DROP : late);
  }

  private static FaultPlan faults(Random random) {
    Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      rates.put(fault, random.nextInt(3) * 0.02);
    }
    return new FaultPlan(
        rates,
        1 + random.nextInt(10),
        1000,
        1,
        1 + random.nextInt(10),
        1 + random.nextInt(10),
        Duration.ofMillis(1 + random.nextInt(60_000)),
        Duration.ofMillis(-random.nextInt(100_000)),
        "fahrenheit");
  }
}
