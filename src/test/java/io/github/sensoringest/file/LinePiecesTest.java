package io.github.sensoringest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinePiecesTest {
  private static LinePieces of(String text) {
    return new LinePieces(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 100, 300_000);
  }

  private static String next(LinePieces pieces, boolean last) throws IOException {
    byte[] piece = pieces.next(last);
    return piece == null ? null : new String(piece, StandardCharsets.UTF_8);
  }

  @Test
  void lineWithoutABreakWaitsUntilItIsTheLast() throws IOException {
    LinePieces pieces = of("a\nb\nc");

    assertThat(next(pieces, false)).isEqualTo("a\nb\n");
    assertThat(next(pieces, false)).isNull();
    assertThat(pieces.offset()).isEqualTo(104);
    assertThat(next(pieces, true)).isEqualTo("c");
    assertThat(next(pieces, true)).isNull();
  }

  @Test
  void piecesTogetherAreTheWhole() throws IOException {
    String text = "0123456789\n".repeat(100_000);
    LinePieces pieces = of(text);
    StringBuilder all = new StringBuilder();
    for (String piece = next(pieces, true); piece != null; piece = next(pieces, true)) {
      assertThat(piece).endsWith("\n");
      all.append(piece);
    }

    assertThat(all).hasToString(text);
  }

  @Test
  void ofALineThatIsTooLongTheBeginningComesAndThenTheNextLine() throws IOException {
    LinePieces pieces = of("a\n" + "x".repeat(1_000_000) + "\nb\n");

    assertThat(next(pieces, true)).isEqualTo("a\n");
    assertThat(next(pieces, true)).matches("x+").hasSize(300_000);
    assertThat(next(pieces, true)).isEqualTo("b\n");
    assertThat(next(pieces, true)).isNull();
  }
}
