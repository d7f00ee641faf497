package io.github.sensoringest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenInOrderTest {
  private static FilePosition at(long offset) {
    return new FilePosition("f", offset, 0, 0, 0);
  }

  @Test
  void positionIsReachedWhenAllBeforeItIsTaken() {
    List<FilePosition> reached = new ArrayList<>();
    TakenInOrder order = new TakenInOrder(reached::add);
    TakenInOrder.Step first = order.begin(at(1));
    TakenInOrder.Step second = order.begin(at(2));
    TakenInOrder.Step third = order.begin(at(3));

    second.taken();
    assertThat(reached).isEmpty();
    first.taken();
    assertThat(reached).containsExactly(at(2));
    third.taken();
    assertThat(reached).containsExactly(at(2), at(3));
  }
}
