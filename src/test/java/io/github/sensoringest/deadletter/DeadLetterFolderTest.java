package io.github.sensoringest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.deadletter.DeadLetterFolder.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFolderTest {
  @TempDir Path data;

  @Test
  void folderThatIsNotThereHasNoLetters() throws IOException {
    DeadLetterFolder folder = new DeadLetterFolder(data.resolve("nowhere"));

    assertThat(folder.read((letter, replayed) -> {})).isZero();
    assertThat(folder.replay(letter -> true)).isEqualTo(new Replay(0, 0, 0));
  }

  @Test
  void lettersOfAllFilesAreReadTheOldestFirst() throws IOException {
    write(9, Letters.of("a"));
    write(10, Letters.of("b"), Letters.of("c"));

    assertThat(listed()).containsExactly("a", "b", "c");
  }

  @Test
  void lineThatIsCutOffIsPassedOverAndCounted() throws IOException {
    write(1, Letters.of("a"), Letters.of("b"));
    Path file = DeadLetterFiles.file(letters(), 1);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 10));

    List<String> ids = new ArrayList<>();
    long unreadable = new DeadLetterFolder(data).read((letter, replayed) -> ids.add(letter.id()));

    assertThat(ids).containsExactly("a");
    assertThat(unreadable).isEqualTo(1);
  }

  @Test
  void chosenLettersAreHandedOverOnce() throws IOException {
    write(1, Letters.of("a", "boiler", "too-old"), Letters.of("b", "kiln", "too-old"));
    DeadLetterFolder folder = new DeadLetterFolder(data);

    Replay first = folder.replay(letter -> letter.source().equals("kiln"));
    Replay second = folder.replay(letter -> true);
    Replay third = folder.replay(letter -> true);

    assertThat(first).isEqualTo(new Replay(1, 0, 0));
    assertThat(second).isEqualTo(new Replay(1, 1, 0));
    assertThat(third).isEqualTo(new Replay(0, 2, 0));
    assertThat(handedOver()).containsExactlyInAnyOrder("a", "b");
    assertThat(listed()).containsExactly("a (replayed)", "b (replayed)");
  }

  @Test
  void whatCouldNotBeHandedOverMayBeReplayedLater() throws IOException {
    write(1, Letters.of("a"));
    Path blocked = Files.writeString(data.resolve("replay"), "a file where the folder should be");
    DeadLetterFolder folder = new DeadLetterFolder(data);

    assertThatThrownBy(() -> folder.replay(letter -> true)).isInstanceOf(IOException.class);
    assertThat(listed()).containsExactly("a");

    Files.delete(blocked);
    assertThat(folder.replay(letter -> true)).isEqualTo(new Replay(1, 0, 0));
    assertThat(handedOver()).containsExactly("a");
  }

  @Test
  void whatIsNotWholeIsNotReplayed() throws IOException {
    write(
        1,
        Letters.with("cut", new Payload.OfText(Payload.TEXT, "beginn", true)),
        Letters.with("other", new Payload.OfText("java.util.Date", "today", false)),
        Letters.with("bytes", new Payload.OfText(Payload.BYTES, "7", false)),
        Letters.with("text", new Payload.OfText(Payload.TEXT, "7", false)));

    assertThat(new DeadLetterFolder(data).replay(letter -> true)).isEqualTo(new Replay(2, 0, 2));
    assertThat(handedOver()).containsExactly("bytes", "text");
  }

  @Test
  void manyLettersAreSpreadOverSeveralFiles() throws IOException {
    write(
        1, IntStream.range(0, 2_500).mapToObj(i -> Letters.of("" + i)).toArray(DeadLetter[]::new));

    assertThat(new DeadLetterFolder(data).replay(letter -> true).handedOver()).isEqualTo(2_500);

    assertThat(spooled()).hasSize(3);
    assertThat(handedOver())
        .containsExactlyElementsOf(IntStream.range(0, 2_500).mapToObj(i -> "" + i).toList());
  }

  @Test
  void marksOfLettersThatAreGoneAreForgotten() throws IOException {
    write(1, Letters.of("a"));
    write(2, Letters.of("b"), Letters.of("c"));
    DeadLetterFolder folder = new DeadLetterFolder(data);
    folder.replay(letter -> !letter.id().equals("c"));
    Files.delete(DeadLetterFiles.file(letters(), 1));

    folder.replay(letter -> true);

    assertThat(Files.readAllLines(letters().resolve("replayed.txt")))
        .containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void severalProcessesAtOnceHandEachLetterOverOnce() throws Exception {
    int many = 500;
    write(1, IntStream.range(0, many).mapToObj(i -> Letters.of("" + i)).toArray(DeadLetter[]::new));
    List<Callable<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      commands.add(this::replayInAProcess);
    }

    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (Future<Integer> exit : threads.invokeAll(commands)) {
        assertThat(exit.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(handedOver()).hasSize(many).doesNotHaveDuplicates();
  }

  private int replayInAProcess() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Replaying.class.getName(),
            data.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Replays all letters of a data folder. */
  static final class Replaying {
    private Replaying() {}

    public static void main(String[] args) throws IOException {
      new DeadLetterFolder(Path.of(args[0])).replay(letter -> true);
    }
  }

  private List<String> listed() throws IOException {
    List<String> ids = new ArrayList<>();
    new DeadLetterFolder(data)
        .read((letter, replayed) -> ids.add(letter.id() + (replayed ? " (replayed)" : "")));
    return ids;
  }

  private List<String> handedOver() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : spooled()) {
      for (String line : Files.readAllLines(file)) {
        ids.add(DeadLetterLines.read(line).orElseThrow().id());
      }
    }
    return ids;
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("replay"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private void write(long number, DeadLetter... some) throws IOException {
    Files.createDirectories(letters());
    Files.write(
        DeadLetterFiles.file(letters(), number),
        DeadLetterLines.write(List.of(some)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Path letters() {
    return data.resolve("dead-letters");
  }
}
