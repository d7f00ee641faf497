package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void aPlaceIsWrittenAsEditorsReadIt() {
    assertThat(new Finding("a.yaml", 3, 5, "wrong")).hasToString("a.yaml:3:5: wrong");
  }

  @Test
  void aFindingWithoutALineNamesTheFileOnly() {
    assertThat(new Finding("a.yaml", 0, 0, "wrong")).hasToString("a.yaml: wrong");
  }

  @Test
  void theExceptionHasALineForEach() {
    List<Finding> findings =
        List.of(new Finding("a.yaml", 3, 5, "wrong"), new Finding("b.yaml", 1, 1, "bad"));

    assertThat(new RouteFileException(findings))
        .hasMessage("a.yaml:3:5: wrong\nb.yaml:1:1: bad")
        .extracting(RouteFileException::findings)
        .isEqualTo(findings);
  }
}
