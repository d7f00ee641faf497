package io.github.sensoringest.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {
  private static final List<String> KNOWN = List.of("window.length", "window.idle", "buffer.size");

  @ParameterizedTest
  @ValueSource(strings = {"window.lenght", "window.lengt", "windw.length", "WINDOW.LENGTH"})
  void slipOfTheFingerIsUnderstood(String word) {
    assertThat(Suggestions.nearest(word, KNOWN)).contains("window.length");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "plant.host", "camel"})
  void anotherWordIsLeftAlone(String word) {
    assertThat(Suggestions.nearest(word, KNOWN)).isEmpty();
    assertThat(Suggestions.didYouMean(word, KNOWN)).isEmpty();
  }

  @Test
  void nearestIsSuggested() {
    assertThat(Suggestions.didYouMean("modes", List.of("mode", "node")))
        .isEqualTo(", did you mean 'mode'?");
  }
}
