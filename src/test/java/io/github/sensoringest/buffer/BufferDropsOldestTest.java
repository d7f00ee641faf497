package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Told;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BufferDropsOldestTest {
  private static final String DROP_OLDEST = "buffer.when-full=drop-oldest";

  @Test
  void newMessageTakesThePlaceOfTheOneThatWaitsLongest() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=2", DROP_OLDEST)) {
      for (String source : new String[] {"a", "b", "c", "d"}) {
        buffer.send(Readings.batch(source, 1));
      }

      assertThat(buffer.takeAll()).extracting("source").containsExactly("c", "d");
    }
  }

  @Test
  void readingsAreCountedForTheSourceThatLostThemAndNotForTheOneThatCame() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1", DROP_OLDEST)) {
      buffer.send(Readings.batchOf("a", 5));
      buffer.send(Readings.batchOf("b", 1));

      assertThat(buffer.balance("a").dropped()).isEqualTo(5);
      assertThat(buffer.balance("b").dropped()).isZero();
      assertThat(buffer.ledger().total().missing()).isZero();
    }
  }

  @Test
  void sourceOfTheOldestIsToldThatItsMessageIsDone() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1", DROP_OLDEST)) {
      Told oldest = new Told();
      Told newest = new Told();
      buffer.send(Readings.batch("a", 1), oldest);

      buffer.send(Readings.batch("b", 1), newest);

      assertThat(oldest.all()).containsExactly("complete");
      assertThat(newest.all()).isEmpty();
    }
  }

  @Property(tries = 60)
  void whatComesOutAreTheNewestInTheirOrderAndTheRestIsCounted(
      @ForAll @IntRange(min = 1, max = 8) int size,
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 5) Integer> batchSizes) {
    try (TestBuffer buffer = new TestBuffer("buffer.size=" + size, DROP_OLDEST)) {
      List<ReadingBatch> sent = new ArrayList<>();
      for (int readings : batchSizes) {
        ReadingBatch batch = Readings.batchOf("source-" + sent.size() % 3, readings);
        sent.add(batch);
        buffer.send(batch);
      }
      int let = Math.max(0, sent.size() - size);

      assertThat(buffer.ledger().total().missing()).isZero();
      assertThat(buffer.ledger().total().dropped())
          .isEqualTo(sent.subList(0, let).stream().mapToLong(ReadingBatch::size).sum());
      assertThat(buffer.takeAll()).isEqualTo(sent.subList(let, sent.size()));
    }
  }
}
