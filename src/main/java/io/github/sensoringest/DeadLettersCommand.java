package io.github.sensoringest;

import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetter;
import io.github.sensoringest.deadletter.DeadLetterFolder;
import io.github.sensoringest.deadletter.DeadLetterFolder.Replay;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.RejectReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.camel.util.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Lists what was refused, and has it taken in again. */
@Command(
    name = "dead-letters",
    description =
        "Lists the readings that were refused, or sends them through the entry again when the"
            + " cause is mended. A gateway may be running.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is done, also if there were none",
      "1:the data folder cannot be read or written",
      "2:the command line is wrong"
    })
final class DeadLettersCommand implements Callable<Integer> {
  private static final int USUAL_LIMIT = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only what was refused for this reason, such as too-old; may be repeated.")
  private Set<String> reasons = new HashSet<>();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only what came from the route with this id; may be repeated.")
  private Set<String> sources = new HashSet<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only what was refused at this time or later, such as 2026-11-25T03:00:00Z.")
  private Instant since;

  @Option(
      names = "--last",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Only what was refused within this time until now, such as 15m.")
  private Duration last;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "List only the latest N; 0 for all (default: "
              + USUAL_LIMIT
              + "). The counts at the end are of all.")
  private Integer limit;

  @Option(
      names = "--replay",
      description =
          "Have a gateway take in again what is chosen, each at most once. What has been replayed"
              + " before, and texts that were cut, are left out.")
  private boolean replay;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text for people, json for JSON lines (default: text).")
  private String format;

  @Mixin private ConfigurationOptions configurationOptions;

  @Override
  public Integer call() {
    if (since != null && last != null) {
      throw new ParameterException(spec.commandLine(), "Give --since or --last, not both");
    }
    if (limit != null && limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--limit': write 0 or more");
    }
    if (limit != null && replay) {
      throw new ParameterException(
          spec.commandLine(), "--limit is for lists; choose with --reason, --source and --last");
    }
    checkReasons();
    Configuration configuration =
        configurationOptions.load(format == null ? Map.of() : Map.of("log.format", format));
    Settings settings = Settings.of(configuration);
    LogSetup.apply(settings);
    DeadLetterFolder folder = new DeadLetterFolder(settings.dataFolder());
    boolean json = settings.logFormat() == LogFormat.JSON;
    try {
      if (replay) {
        tell(folder.replay(chosen()), settings, json);
      } else {
        list(folder, json);
      }
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("The dead letters in " + settings.dataFolder() + " cannot be used: " + e);
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void checkReasons() {
    List<String> known = Arrays.stream(RejectReason.values()).map(RejectReason::label).toList();
    for (String reason : reasons) {
      if (!known.contains(reason)) {
        throw new ParameterException(
            spec.commandLine(),
            "Invalid value for option '--reason': '%s' is none: write one of %s"
                .formatted(reason, String.join(", ", known)));
      }
    }
  }

  private Predicate<DeadLetter> chosen() {
    Instant from = last == null ? since : Instant.now().minus(last);
    return letter ->
        (reasons.isEmpty() || reasons.contains(letter.reason()))
            && (sources.isEmpty() || sources.contains(letter.source()))
            && (from == null || !letter.time().isBefore(from));
  }

  private void list(DeadLetterFolder folder, boolean json) throws IOException {
    Predicate<DeadLetter> chosen = chosen();
    int most = limit == null ? USUAL_LIMIT : limit;
    Deque<String> latest = new ArrayDeque<>();
    Map<List<String>, long[]> counts =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    long unreadable =
        folder.read(
            (letter, replayed) -> {
              if (chosen.test(letter)) {
                count(counts, letter, replayed);
                latest.addLast(
                    json ? DeadLetterFolder.json(letter, replayed) : text(letter, replayed));
                if (most > 0 && latest.size() > most) {
                  latest.removeFirst();
                }
              }
            });
    PrintWriter out = spec.commandLine().getOut();
    latest.forEach(out::println);
    counts.forEach((key, count) -> out.println(json ? json(key, count) : text(key, count)));
    long all = counts.values().stream().mapToLong(count -> count[0]).sum();
    out.println(json ? json(all, latest.size(), unreadable) : text(all, latest.size(), unreadable));
    out.flush();
  }

  private static void count(Map<List<String>, long[]> counts, DeadLetter letter, boolean replayed) {
    long[] count =
        counts.computeIfAbsent(List.of(letter.source(), letter.reason()), key -> new long[2]);
    count[0]++;
    count[1] += replayed ? 1 : 0;
  }

  private static String text(DeadLetter letter, boolean replayed) {
    return "%s  %-20s %-16s %s%s"
        .formatted(
            letter.time(),
            Printable.of(letter.source()),
            letter.reason(),
            Printable.of(letter.detail()),
            replayed ? "  (replayed)" : "");
  }

  private static String text(List<String> key, long[] count) {
    return "  %-20s %-16s %10d%s"
        .formatted(
            Printable.of(key.get(0)),
            key.get(1),
            count[0],
            count[1] == 0 ? "" : "  (%d replayed)".formatted(count[1]));
  }

  private static String json(List<String> key, long[] count) {
    JsonObject json = new JsonObject();
    json.put("type", "count");
    json.put("source", key.get(0));
    json.put("reason", key.get(1));
    json.put("letters", count[0]);
    json.put("replayed", count[1]);
    return json.toJson();
  }

  private static String text(long all, int shown, long unreadable) {
    return all
        + (all == 1 ? " dead letter" : " dead letters")
        + (shown < all ? ", the latest " + shown + " of them shown" : "")
        + (unreadable == 0 ? "" : "; " + unreadable + " lines cannot be read");
  }

  private static String json(long all, int shown, long unreadable) {
    JsonObject json = new JsonObject();
    json.put("type", "summary");
    json.put("letters", all);
    json.put("shown", shown);
    json.put("unreadable", unreadable);
    return json.toJson();
  }

  private void tell(Replay result, Settings settings, boolean asJson) {
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      JsonObject json = new JsonObject();
      json.put("type", "replay");
      json.put("handedOver", result.handedOver());
      json.put("replayedBefore", result.replayedBefore());
      json.put("unfit", result.unfit());
      out.println(json.toJson());
    } else {
      out.println(result.handedOver() + " handed over to be replayed" + leftOut(result));
      if (result.handedOver() > 0) {
        out.println(
            "A gateway that runs with the data folder "
                + settings.dataFolder()
                + " takes them in within seconds, else the next one that is started");
      }
    }
    out.flush();
  }

  private static String leftOut(Replay result) {
    return (result.replayedBefore() == 0
            ? ""
            : ", " + result.replayedBefore() + " had been replayed before")
        + (result.unfit() == 0 ? "" : ", " + result.unfit() + " are not whole and cannot be");
  }

  /** Reads a time on the command line. */
  static final class InstantConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time: write one such as 2026-11-25T03:00:00Z");
      }
    }
  }
}
