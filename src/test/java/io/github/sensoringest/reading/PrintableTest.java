package io.github.sensoringest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void ordinaryTextStays() {
    assertThat(Printable.of("Köln_02 °C")).isEqualTo("Köln_02 °C");
  }

  @Test
  void controlCharactersBecomeQuestionMarks() {
    assertThat(Printable.of("a\nb\u001b[31m\tc\u0085")).isEqualTo("a?b?[31m?c?");
  }

  @Test
  void longTextIsCut() {
    assertThat(Printable.of("x".repeat(1_000_000))).isEqualTo("x".repeat(100) + "...");
  }

  @Property
  void whateverComesFitsOnALine(@ForAll String text) {
    assertThat(Printable.of(text)).hasSizeLessThanOrEqualTo(103).doesNotContain("\n", "\r");
  }
}
