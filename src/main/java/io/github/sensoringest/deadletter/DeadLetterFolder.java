package io.github.sensoringest.deadletter;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The dead letters in the data folder of a gateway, which may be running: reads them, and hands
 * chosen ones over to be replayed. Several processes may use the same folder at the same time.
 */
public final class DeadLetterFolder {
  /** The folder of the dead letters in the data folder. */
  static final String LETTERS = "dead-letters";

  /** The folder in the data folder from which the route {@code replay} takes files. */
  static final String REPLAY = "replay";

  /** In there, where a file is from the moment when it is taken until all of it has been sent. */
  static final String TAKEN = ".taken";

  /** So many letters at most are cut off when a gateway is killed while it replays them. */
  private static final int LETTERS_IN_FILE = 1_000;

  private static final String MARKS = "replayed.txt";

  /** Hears of each letter. */
  @FunctionalInterface
  public interface Reader {
    /** A letter, and whether it was handed over to be replayed. */
    void letter(DeadLetter letter, boolean replayed);
  }

  /**
   * What came of a replay. Immutable.
   *
   * @param handedOver letters that a gateway will take in again
   * @param replayedBefore letters that were chosen and had been handed over before
   * @param unfit letters that were chosen and hold too little of what was refused
   */
  public record Replay(int handedOver, int replayedBefore, int unfit) {}

  private final Path letters;
  private final Path replay;

  /** Creates one for the data folder, which need not exist. */
  public DeadLetterFolder(Path dataFolder) {
    requireNonNull(dataFolder, "dataFolder is null");
    this.letters = dataFolder.resolve(LETTERS);
    this.replay = dataFolder.resolve(REPLAY);
  }

  /**
   * Reads all letters, the oldest first.
   *
   * @return how many lines are no whole letters, as the last one that a killed gateway wrote
   * @throws IOException if the folder cannot be read
   */
  public long read(Reader reader) throws IOException {
    Set<String> marks = marks();
    return readAll(letter -> reader.letter(letter, marks.contains(letter.id())));
  }

  /**
   * Hands the chosen letters over to be replayed, each of them once and never again: they are
   * marked before that, and a process that is killed in between leaves them marked. All files are
   * written before the marks, so that nothing is marked when the disk is full.
   *
   * @throws IOException if the folder cannot be read or written
   */
  public Replay replay(Predicate<DeadLetter> chosen) throws IOException {
    if (Files.notExists(letters)) {
      return new Replay(0, 0, 0);
    }
    try (FileChannel channel =
            FileChannel.open(
                letters.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      requireNonNull(lock, "lock is null");
      Set<String> before = marks();
      Set<String> marks = new HashSet<>();
      Set<String> selected = new HashSet<>();
      int[] left = new int[2];
      readAll(
          letter -> {
            boolean marked = before.contains(letter.id());
            if (marked) {
              // Marks of letters that have been dropped are not kept.
              marks.add(letter.id());
            }
            if (chosen.test(letter)) {
              if (marked) {
                left[0]++;
              } else if (!letter.payload().canBeReplayed()) {
                left[1]++;
              } else {
                selected.add(letter.id());
              }
            }
          });
      marks.addAll(selected);
      if (!selected.isEmpty()) {
        handOver(selected, marks);
      }
      return new Replay(selected.size(), left[0], left[1]);
    }
  }

  private void handOver(Set<String> selected, Set<String> marks) throws IOException {
    // The gateway makes neither while nothing is to be replayed.
    Files.createDirectories(replay.resolve(TAKEN));
    List<Path> files = new ArrayList<>();
    try {
      write(selected, files);
      mark(marks);
    } catch (IOException e) {
      delete(files, e);
      throw e;
    }
    for (Path file : files) {
      Files.move(temporary(file), file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Writes the selected letters to temporary files, and adds what these are to be called. */
  private void write(Set<String> selected, List<Path> files) throws IOException {
    String name = System.currentTimeMillis() + "-" + UUID.randomUUID();
    List<DeadLetter> letters = new ArrayList<>();
    IOException[] failure = new IOException[1];
    readAll(
        letter -> {
          if (failure[0] == null && selected.contains(letter.id())) {
            letters.add(letter);
            if (letters.size() == LETTERS_IN_FILE) {
              failure[0] = write(letters, name, files);
              letters.clear();
            }
          }
        });
    if (failure[0] == null && !letters.isEmpty()) {
      failure[0] = write(letters, name, files);
    }
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  /** Returns why it failed, or null. */
  private IOException write(List<DeadLetter> letters, String name, List<Path> files) {
    Path file = replay.resolve("%s-%06d.jsonl".formatted(name, files.size()));
    files.add(file);
    try {
      write(temporary(file), DeadLetterLines.write(letters));
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static void delete(List<Path> files, IOException cause) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(temporary(file));
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private Set<String> marks() throws IOException {
    try {
      return new HashSet<>(Files.readAllLines(letters.resolve(MARKS), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Set.of();
    }
  }

  private void mark(Set<String> ids) throws IOException {
    Path file = letters.resolve(MARKS);
    write(temporary(file), (String.join("\n", ids) + '\n').getBytes(StandardCharsets.UTF_8));
    Files.move(temporary(file), file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns where a file is written, so that nobody sees a part of it. */
  private static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".tmp");
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private long readAll(Consumer<DeadLetter> consumer) throws IOException {
    long unreadable = 0;
    for (Path file : DeadLetterFiles.list(letters)) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          Optional<DeadLetter> letter = DeadLetterLines.read(line);
          letter.ifPresent(consumer);
          if (letter.isEmpty()) {
            unreadable++;
          }
        }
      } catch (NoSuchFileException e) {
        // A gateway that runs has dropped it.
        continue;
      }
    }
    return unreadable;
  }

  /** Returns the letter as a JSON object on one line. */
  public static String json(DeadLetter letter, boolean replayed) {
    return DeadLetterLines.show(letter, replayed);
  }
}
