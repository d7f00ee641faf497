package io.github.sensoringest;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.store.StoredWindows;
import io.github.sensoringest.store.WindowQuery;
import io.github.sensoringest.store.WindowsOutput;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads stored windows back. */
@Command(
    name = "windows",
    description =
        "Reads stored windows back, from the database that the configuration names, whether a"
            + " gateway runs or not. Times are UTC.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:what was asked for was printed, be it nothing",
      "1:there is no database, or it cannot be read",
      "2:the command line is wrong"
    })
final class WindowsCommand implements Callable<Integer> {
  private static final Duration USUAL_TIME = Duration.ofHours(1);
  private static final int USUAL_LIMIT = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--sensor",
      paramLabel = "ID",
      description = "Only this sensor; * stands for any text, as in 'TEMP_*'.")
  private String sensor;

  @Option(
      names = "--source",
      paramLabel = "ROUTE",
      description = "Only the sensors of this source, which is the id of a route; * as above.")
  private String source;

  @Option(
      names = "--last",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Only windows that began so long ago at most, such as 30m or 7d (default: 1h, unless"
              + " --from or --to is given).")
  private Duration last;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description =
          "Only windows that began then or later: 2026-11-23, 2026-11-23T10:15 or"
              + " 2026-11-23T10:15:30Z; UTC unless it says otherwise.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only windows that began before.")
  private Instant to;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). csv has a line of names, json an"
              + " object in each line.")
  private Format format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Only the newest N windows; 0 for all (default: 1000 for a table, else all). What was left"
              + " out is said on standard error.")
  private Integer limit;

  @Mixin private ConfigurationOptions configurationOptions;

  @Override
  public Integer call() {
    if (last != null && (from != null || to != null)) {
      throw wrong("--last goes with neither --from nor --to: give one or the other");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw wrong("--from must be before --to");
    }
    if (limit != null && limit < 0) {
      throw wrong("Invalid value for option '--limit': write 0 or more");
    }
    Settings settings = Settings.of(configurationOptions.load(Map.of()));
    LogSetup.apply(settings);
    WindowQuery query = query();
    WindowsOutput output = output(spec.commandLine().getOut());
    AtomicLong count = new AtomicLong();
    boolean more =
        StoredWindows.of(settings)
            .read(
                query,
                window -> {
                  output.add(window);
                  count.incrementAndGet();
                });
    output.end();
    PrintWriter err = spec.commandLine().getErr();
    if (more) {
      err.printf(
          Locale.ROOT,
          "There are more; these are the newest %d. To see all: --limit 0%n",
          query.limit());
    } else if (count.get() == 0) {
      err.println("No such window is stored" + (isUsualTime() ? "; this was --last 1h" : ""));
    }
    return CommandLine.ExitCode.OK;
  }

  private boolean isUsualTime() {
    return last == null && from == null && to == null;
  }

  private WindowQuery query() {
    Instant begin = from == null ? Instant.MIN : from;
    if (last != null || isUsualTime()) {
      begin = Instant.now().minus(last == null ? USUAL_TIME : last);
    }
    int most = format == Format.TABLE ? USUAL_LIMIT : 0;
    return new WindowQuery(
        Optional.ofNullable(sensor),
        Optional.ofNullable(source),
        begin,
        to == null ? Instant.MAX : to,
        limit == null ? most : limit,
        format == Format.TABLE);
  }

  private WindowsOutput output(PrintWriter out) {
    return switch (format) {
      case TABLE -> WindowsOutput.table(out, canShowBlocks());
      case CSV -> WindowsOutput.csv(out);
      case JSON -> WindowsOutput.json(out);
    };
  }

  /** What is written is UTF-8; whether it is shown as such, the settings of the system tell. */
  private static boolean canShowBlocks() {
    String charset = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return charset != null
        && Charset.isSupported(charset)
        && Charset.forName(charset).newEncoder().canEncode('\u2588');
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private enum Format {
    TABLE,
    CSV,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
