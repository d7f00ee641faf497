package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.bench.Differences;
import io.github.sensoringest.bench.PlainWindows;
import io.github.sensoringest.config.WindowSettings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.Windowing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Windows of all kinds, held against {@link PlainWindows} over random streams of readings. */
class WindowsReferenceTest {
  private static final long NOW = 1_000_000;

  @Property(tries = 1000)
  void everyWindowHoldsWhatThePlainWayPutsThere(
      @ForAll("windowings") Windowing windowing,
      @ForAll("batches") List<List<SensorReading>> batches,
      @ForAll("closings") List<Boolean> closings) {
    Ledger books = new Ledger();
    Windows windows = windows(windowing, books);
    PlainWindows plain = new PlainWindows(windowing);
    List<WindowSummary> received = new ArrayList<>();
    long refused = 0;
    for (int i = 0; i < batches.size(); i++) {
      List<SensorReading> readings = batches.get(i);
      plain.arrive(readings);
      ReadingBatch batch = Readings.batch("a", readings.toArray(new SensorReading[0]));
      Chunk chunk = windows.split(List.of(batch));
      refused += chunk.refusals().stream().mapToInt(r -> r.batch().size()).sum();
      chunk.parts().forEach(part -> fold(part, windows));
      if (closings.get(i % closings.size())) {
        deliver(windows.closeDue(true), windows, received);
      }
    }
    deliver(windows.closeAll(), windows, received);

    assertThat(Differences.between(plain, received)).isEmpty();
    Balance balance = books.total();
    assertThat(balance.late()).isEqualTo(plain.dropped().size());
    assertThat(refused)
        .isEqualTo(plain.rejected().getOrDefault(RejectReason.LATE, List.of()).size());
    long sent = batches.stream().mapToLong(List::size).sum();
    assertThat(balance.windowed()).isEqualTo(sent - balance.late() - refused);
    assertThat(windows.isEmpty()).isTrue();
  }

  private static Windows windows(Windowing windowing, Ledger ledger) {
    WindowSettings all = TestSettings.with().window();
    return new Windows(
        new WindowSettings(
            all.check(),
            all.correctFor(),
            all.correctRows(),
            all.maxOpen(),
            all.maxSensors(),
            all.percentileValues(),
            windowing),
        ledger,
        ManualClock.atMillis(NOW));
  }

  private static void fold(WindowPart part, Windows windows) {
    part.shares()
        .forEach(s -> part.window().table().add(s.batch(), s.counted(), new NothingRefused()));
    windows.arrived(part);
  }

  private static void deliver(
      List<OpenWindow> closed, Windows windows, List<WindowSummary> received) {
    for (OpenWindow window : closed) {
      received.addAll(window.table().summaries(window));
      windows.delivered(window.key());
    }
  }

  @Provide
  Arbitrary<Windowing> windowings() {
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 20);
    Arbitrary<Integer> hops = Arbitraries.integers().between(1, 20);
    Arbitrary<Integer> gaps = Arbitraries.integers().between(1, 15);
    Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 30);
    Arbitrary<Integer> latenesses = Arbitraries.integers().between(0, 10);
    Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 2);
    Arbitrary<LatePolicy> policies = Arbitraries.of(LatePolicy.class);
    return Combinators.combine(kinds, lengths, hops, gaps, offsets, latenesses, policies)
        .as(WindowsReferenceTest::windowing);
  }

  private static Windowing windowing(
      int kind, int length, int hop, int gap, int offset, int lateness, LatePolicy late) {
    boolean sessions = kind == 2;
    return new Windowing(
        seconds(length),
        seconds(kind == 1 ? Math.min(hop, length) : length),
        seconds(sessions ? gap : 0),
        seconds(offset),
        seconds(lateness),
        Duration.ofHours(1),
        sessions && late == LatePolicy.CORRECT ? LatePolicy.REJECT : late);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** Mostly in order, with some that jump back. */
  @Provide
  Arbitrary<List<List<SensorReading>>> batches() {
    Arbitrary<Integer> steps = Arbitraries.integers().between(-15, 10);
    Arbitrary<String> sensors = Arbitraries.of("A", "B", "C");
    Arbitrary<Double> values = Arbitraries.doubles().between(-1000, 1000);
    return Combinators.combine(steps, sensors, values)
        .as((step, sensor, value) -> new Step(step, sensor, value))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(WindowsReferenceTest::readings);
  }

  private record Step(int seconds, String sensorId, double value) {}

  private static List<List<SensorReading>> readings(List<List<Step>> steps) {
    long[] time = {500};
    List<List<SensorReading>> batches = new ArrayList<>();
    for (List<Step> batch : steps) {
      List<SensorReading> readings = new ArrayList<>();
      for (Step step : batch) {
        time[0] += step.seconds;
        readings.add(SensorReading.ofMillis(step.sensorId, 1000 * time[0], step.value, "celsius"));
      }
      batches.add(readings);
    }
    return batches;
  }

  @Provide
  Arbitrary<List<Boolean>> closings() {
    return Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(5);
  }
}
