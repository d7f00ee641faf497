package io.github.sensoringest.file;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.format.DecodeAction;
import io.github.sensoringest.format.DecodeOptions;
import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.quality.Origins;
import io.github.sensoringest.reading.Delivery;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.simulate.SourceEnds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the readings of files piece by piece: to be called every few milliseconds. It remembers how
 * far it has come once the gateway has taken a piece in. The kamelet {@code file-source} makes one
 * for each use and says what the parameters mean. Not thread-safe: one timer thread calls it.
 */
public class FileReplay extends ServiceSupport implements Processor, CamelContextAware {
  private static final Logger LOG = LoggerFactory.getLogger(FileReplay.class);

  /** How often is said that a file cannot be read. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private CamelContext camelContext;
  private DecodeAction decode;
  private String file = "";
  private String speed = "0";
  private String follow = "false";
  private String remember = "true";

  private DecodeOptions options;
  private double factor;
  private boolean follows;
  private boolean remembers;
  private FilePositions positions;

  private String source;
  private List<Path> files;
  private int nextFile;
  private FilePosition from;
  private OpenFile open;
  private OpenFile.Part part;
  private int done;
  private long firstEpochNanos;
  private long firstNanos;
  private boolean paced;
  private boolean ended;
  private boolean announced;
  private long retryNanos;
  private TakenInOrder taken;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    options = decode.options("file-source");
    try {
      if (file.isBlank()) {
        throw new IllegalArgumentException(
            "there is no file: write one, such as readings.csv, or several, as in data/*.csv");
      }
      factor = Parameters.number("speed", speed);
      if (factor < 0) {
        throw new IllegalArgumentException(
            "speed is '"
                + speed
                + "': write 1 for the recorded pace, 60 for a minute in a second,"
                + " or 0 for as fast as possible");
      }
      follows = yesOrNo("follow", follow);
      remembers = yesOrNo("remember", remember);
      if (follows && (isPattern(file) || FileLayout.isPacked(Path.of(file)))) {
        throw new IllegalArgumentException(
            "file is '" + file + "', and only a single file that is not packed can be followed");
      }
      if (!follows && files().isEmpty()) {
        throw new IllegalArgumentException(
            "file is '"
                + file
                + "', and there is none: write one that is there, or set follow to true to wait"
                + " for it");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file-source: " + e.getMessage());
    }
    positions =
        camelContext.getRegistry().lookupByNameAndType(FileBeans.POSITIONS, FilePositions.class);
  }

  private static boolean yesOrNo(String name, String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(name + " is '" + text + "': write one of true, false");
    };
  }

  private static boolean isPattern(String text) {
    return text.matches(".*[*?\\[{].*");
  }

  /** Returns the files there are, by their names. */
  private List<Path> files() {
    Path path = Path.of(file);
    if (!isPattern(file) && !Files.isDirectory(path)) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    Path folder = Files.isDirectory(path) ? path : path.getParent();
    Path in = folder == null ? Path.of("") : folder;
    PathMatcher matcher =
        FileSystems.getDefault()
            .getPathMatcher("glob:" + (Files.isDirectory(path) ? "*" : path.getFileName()));
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(in)) {
      for (Path each : all) {
        if (matcher.matches(each.getFileName()) && Files.isRegularFile(each)) {
          found.add(each);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("file is '" + file + "': cannot read " + in, e);
    }
    found.sort(null);
    return found;
  }

  @Override
  protected void doStart() {
    source = null;
    open = null;
    part = null;
    done = 0;
    nextFile = 0;
    paced = false;
    ended = false;
    announced = false;
    retryNanos = System.nanoTime();
  }

  @Override
  protected void doStop() {
    closeFile();
    if (source != null && remembers) {
      positions.flush(source);
    }
  }

  @Override
  public void process(Exchange exchange) {
    if (source == null) {
      begin(Origins.sourceOf(exchange));
    }
    List<Object> due = ended ? List.of() : due();
    if (due.isEmpty()) {
      exchange.setRouteStop(true);
    } else {
      exchange.getMessage().setBody(due);
      rememberWhenTaken(exchange, part.after(done));
    }
    if (ended && !announced) {
      announced = true;
      closeFile();
      announceEnd(exchange);
    }
  }

  private void begin(String from) {
    source = from;
    taken = new TakenInOrder(reached -> positions.reached(from, reached));
    files = files();
    this.from = remembers ? positions.of(source).orElse(null) : null;
    if (this.from == null) {
      return;
    }
    String reached = this.from.file();
    while (nextFile < files.size() && files.get(nextFile).toString().compareTo(reached) < 0) {
      nextFile++;
    }
  }

  /** Returns the readings whose time has come; none if there are none yet, or no more. */
  private List<Object> due() {
    try {
      while (part == null || done == part.readings().size()) {
        if (!advance()) {
          return List.of();
        }
      }
    } catch (IOException e) {
      return broken(e);
    }
    int begin = done;
    while (done < part.readings().size() && isDue(part.readings().get(done))) {
      done++;
    }
    return part.readings().subList(begin, done);
  }

  /** Gets the next part; returns whether there is one. */
  private boolean advance() throws IOException {
    if (open == null && !openNext()) {
      return false;
    }
    boolean whole = !follows || open.isReplaced();
    OpenFile.Part next = open.isCut() ? null : open.next(whole);
    if (next != null) {
      part = next;
      done = 0;
      return true;
    }
    if (!whole) {
      return false;
    }
    if (follows) {
      LOG.info("{} was replaced or cut; it is read from its beginning", open.path());
    } else {
      ended = nextFile == files.size();
    }
    closeFile();
    return false;
  }

  private boolean openNext() throws IOException {
    if (follows) {
      files = files();
      nextFile = 0;
      if (files.isEmpty() || !OpenFile.hasLine(files.get(0))) {
        return false;
      }
    }
    if (nextFile >= files.size()) {
      ended = true;
      return false;
    }
    Path path = files.get(nextFile);
    nextFile++;
    FilePosition known = from != null && from.file().equals(path.toString()) ? from : null;
    from = null;
    if (known != null && !OpenFile.isOf(path, known)) {
      LOG.warn("{} is not the file that was read before; it is read from its beginning", path);
    }
    open =
        new OpenFile(
            path,
            known,
            follows,
            options,
            Map.of(Decoding.SOURCE, source, Decoding.FILE, path.getFileName().toString()));
    part = null;
    return true;
  }

  private List<Object> broken(IOException why) {
    if (open == null) {
      if (System.nanoTime() - retryNanos >= 0) {
        LOG.warn("{} cannot read {}: {}", source, file, why.toString());
        retryNanos = System.nanoTime() + RETRY_NANOS;
      }
      return List.of();
    }
    LOG.warn("{} cannot read on in {}: {}", source, open.path(), why.toString());
    part = new OpenFile.Part(List.of(open.broken(why)), open.position(), open.position());
    done = 1;
    closeFile();
    ended = !follows && nextFile == files.size();
    return part.readings();
  }

  private boolean isDue(Object record) {
    if (factor == 0 || !(record instanceof SensorReading reading)) {
      return true;
    }
    long now = System.nanoTime();
    if (!paced) {
      paced = true;
      firstNanos = now;
      firstEpochNanos = reading.epochNanos();
    }
    return (reading.epochNanos() - firstEpochNanos) / factor <= now - firstNanos;
  }

  private void rememberWhenTaken(Exchange exchange, FilePosition reached) {
    if (!remembers) {
      return;
    }
    TakenInOrder.Step step = taken.begin(reached);
    Delivery.begin(
        exchange,
        step::taken,
        why -> {
          // What found no room before the gateway stopped comes again after its next start.
          if (!(why instanceof RejectedExecutionException)) {
            step.taken();
          }
        });
  }

  private void announceEnd(Exchange exchange) {
    SourceEnds ends =
        camelContext.getRegistry().lookupByNameAndType(SourceEnds.NAME, SourceEnds.class);
    if (ends == null) {
      return;
    }
    String routeId = exchange.getFromRouteId();
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange last) {
                ends.ended(routeId);
              }
            });
  }

  private void closeFile() {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open = null;
    }
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }

  /** Sets what reads the records. */
  public void setDecode(DecodeAction decode) {
    this.decode = decode;
  }

  /** Sets the file, a folder of files, or a pattern of their names. */
  public void setFile(String file) {
    this.file = file.strip();
  }

  /** Sets how much faster than recorded readings come; 0: as fast as possible. */
  public void setSpeed(String speed) {
    this.speed = speed;
  }

  /** Sets whether the file is read on as it grows. */
  public void setFollow(String follow) {
    this.follow = follow;
  }

  /** Sets whether a restart goes on where this run has come to. */
  public void setRemember(String remember) {
    this.remember = remember;
  }
}
