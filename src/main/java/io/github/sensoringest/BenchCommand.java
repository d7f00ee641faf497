package io.github.sensoringest;

import io.github.sensoringest.bench.Bench;
import io.github.sensoringest.bench.FaultsBench;
import io.github.sensoringest.bench.FaultyWorld;
import io.github.sensoringest.bench.FilesBench;
import io.github.sensoringest.bench.WatchedBench;
import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Setting;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.gateway.Output;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.live.LiveFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.util.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what this machine can take. */
@Command(
    name = "bench",
    description =
        "Tells what this machine can take: drives the shipped pipeline routes and, alternating with"
            + " them, a plain-Java queue and hash map, checks that the counts agree, and prints"
            + " both, with one line of JSON at the end.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  /** So many run while the time from saving a file to its routes running is measured. */
  private static final int FEW_FILES = 100;

  private static final int SAVES = 40;

  /** So many can be asked at the same time. */
  private static final int MOST_DEVICES = 20_000;

  /** More differences than these are only counted. */
  private static final int MOST_DIFFERENCES = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "100",
      description = "Different sensors (default: ${DEFAULT-VALUE}).")
  private int sensors;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "100",
      description = "Readings in a message (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--producers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that send (default: ${DEFAULT-VALUE}).")
  private int producers;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How long each of the two is measured, in rounds of about 3 s (default:"
              + " ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long each of the two runs before (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--files",
      paramLabel = "N",
      description =
          "Measure the routes folder instead: how long N sensor files take to start, and how long it"
              + " is from saving a file to its routes running, with N and with 100 of them.")
  private Integer files;

  @Option(
      names = "--faults",
      description =
          "Check the windows instead: send what faulty sensors would, through windows of all kinds,"
              + " and hold every window, late and refused reading against a plain way of making"
              + " them.")
  private boolean faults;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --faults: another one makes other readings (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--store",
      description =
          "Measure the store instead: how many rows of windows SQLite takes, and PostgreSQL if"
              + " store.url names one. They are written to a folder and a schema of their own, which"
              + " are removed at the end.")
  private boolean store;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Rows in a transaction, with --store (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--decode",
      description =
          "Measure the formats instead: how many readings and megabytes a second are decoded, beside"
              + " the bare parser going over the same bytes.")
  private boolean decode;

  @Option(
      names = "--mqtt",
      description =
          "Measure MQTT instead: messages from a broker through the whole gateway, alternating with"
              + " a client that only counts them. --broker names the broker.")
  private boolean mqtt;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      defaultValue = "tcp://localhost:1883",
      description =
          "With --mqtt: a broker that speaks MQTT 5 and lets everybody in (default:"
              + " ${DEFAULT-VALUE}).")
  private String broker;

  @Option(
      names = "--poll",
      description =
          "Measure polling instead: how long it takes http-poll-source to read all of many devices"
              + " that answer after 50 ms, alternating with a bare client.")
  private boolean poll;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Devices, with --poll; up to 20000 (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--watched",
      description =
          "Measure instead what it costs to be looked at: a gateway whose page some look at, and,"
              + " alternating, one that nobody looks at.")
  private boolean watched;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "3",
      description = "With --watched: how many look at the page (default: ${DEFAULT-VALUE}).")
  private int viewers;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "Set a key of the configuration; may be repeated.")
  private Map<String, String> properties = new HashMap<>();

  @Override
  public Integer call() throws Exception {
    positive("--sensors", sensors);
    positive("--batch", batch);
    positive("--producers", producers);
    positive("--seconds", seconds);
    if (store) {
      return measureStore();
    }
    if (decode) {
      return measureDecoding();
    }
    if (!mqtt && !poll && sensors < producers) {
      throw new ParameterException(
          spec.commandLine(), "--sensors must be at least --producers, so that each has one");
    }
    // The buffer is filled on purpose, so what is usually worth a warning is none here.
    properties.putIfAbsent(Setting.LOG_LEVEL.key(), "error");
    if (watched) {
      positive("--viewers", viewers);
      // Two are served at a time, perhaps next to one that runs for good.
      properties.putIfAbsent(Setting.HTTP_PORT.key(), "0");
    }
    Configuration configuration = Configuration.load(List.of(), Map.of(), properties);
    Settings settings = Settings.of(configuration);
    LogSetup.apply(settings);
    if (files != null) {
      positive("--files", files);
      return measureFiles(folder -> gateway(settings, configuration, folder));
    }
    if (mqtt) {
      return measureMqtt(folder -> gateway(settings, configuration, folder));
    }
    if (poll) {
      return measurePolling(folder -> gateway(settings, configuration, folder));
    }
    if (watched) {
      return measureWatched(
          () -> gateway(settings, configuration, LiveFolder.fixed(ShippedRoutes.pipeline())));
    }
    if (faults) {
      return checkFaults(
          gateway(settings, configuration, LiveFolder.fixed(ShippedRoutes.pipeline())));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d sensors, batches of %d, %d producers: %s of warm-up and %d s of measuring for each ...%n",
        sensors,
        batch,
        producers,
        warmUp.toSeconds() + " s",
        seconds);
    Gateway gateway = gateway(settings, configuration, LiveFolder.fixed(ShippedRoutes.pipeline()));
    Bench.Plan plan =
        new Bench.Plan(
            sensors,
            batch,
            producers,
            seconds,
            warmUp,
            settings.bufferSize(),
            settings.window().percentileValues());
    Bench.Result result = new Bench(plan).run(gateway);
    print(out, result);
    return exitCode(result.countsAgree());
  }

  private int exitCode(boolean countsAgree) {
    if (!countsAgree) {
      spec.commandLine().getErr().println("The counts do not agree: this is a defect; report it");
    }
    return countsAgree ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private int measureDecoding() throws Exception {
    boolean agree =
        new DecodeBenchRun(
                sensors, warmUp, Duration.ofSeconds(seconds), spec.commandLine().getOut())
            .run();
    return exitCode(agree);
  }

  private int measureStore() throws Exception {
    positive("--rows", rows);
    properties.putIfAbsent(Setting.LOG_LEVEL.key(), "error");
    Map<String, String> environment = StoreBenchRun.environment();
    LogSetup.apply(Settings.of(Configuration.load(List.of(), environment, properties)));
    boolean agree =
        new StoreBenchRun(
                sensors, rows, warmUp, Duration.ofSeconds(seconds), spec.commandLine().getOut())
            .run(properties);
    return exitCode(agree);
  }

  private int measureMqtt(Function<LiveFolder, Gateway> gateways) throws Exception {
    MqttBenchRun run;
    try {
      run =
          new MqttBenchRun(broker, sensors, seconds, warmUp, gateways, spec.commandLine().getOut());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--broker': " + e.getMessage());
    }
    try {
      return exitCode(run.run());
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private int measurePolling(Function<LiveFolder, Gateway> gateways) throws Exception {
    positive("--devices", devices);
    if (devices > MOST_DEVICES) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--devices': write " + MOST_DEVICES + " or less");
    }
    return exitCode(
        new PollBenchRun(devices, seconds, warmUp, gateways, spec.commandLine().getOut()).run());
  }

  private int measureWatched(Supplier<Gateway> gateways) throws Exception {
    WatchedBench.Plan plan =
        new WatchedBench.Plan(sensors, batch, producers, viewers, seconds, warmUp);
    return exitCode(new WatchedBenchRun(plan, gateways, spec.commandLine().getOut()).run());
  }

  private static Gateway gateway(
      Settings settings, Configuration configuration, LiveFolder folder) {
    return new Gateway(
        settings,
        configuration.all(),
        folder,
        new FirstReadings(0, reading -> {}),
        new Output(new PrintWriter(Writer.nullWriter()), settings.logFormat()));
  }

  private int measureFiles(Function<LiveFolder, Gateway> gateways) throws Exception {
    FilesBench bench = new FilesBench(Home.shippedRoutes(), gateways);
    PrintWriter out = spec.commandLine().getOut();
    boolean allRan = true;
    for (int count : files == FEW_FILES ? List.of(files) : List.of(files, FEW_FILES)) {
      out.printf(Locale.ROOT, "%d sensor files, then %d saves ...%n", count, SAVES);
      out.flush();
      FilesBench.Result result = bench.run(count, SAVES);
      allRan &= result.allRan();
      print(out, result);
    }
    if (!allRan) {
      spec.commandLine().getErr().println("Not all of them ran: this is a defect; report it");
    }
    return allRan ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private int checkFaults(Gateway gateway) {
    FaultsBench.Plan plan = FaultyWorld.plan(sensors, seed);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d sources of %d sensors, %d readings of each ...%n",
        plan.sources(),
        plan.sensors(),
        plan.readings());
    out.flush();
    FaultsBench.Result result = new FaultsBench(plan).run(gateway);
    print(out, result);
    if (!result.differences().isEmpty()) {
      spec.commandLine().getErr().println("This is a defect; report it");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private static void print(PrintWriter out, FaultsBench.Result result) {
    out.printf(Locale.ROOT, "%n%-24s %12s%n", "fault", "readings");
    result
        .faults()
        .forEach((fault, n) -> out.printf(Locale.ROOT, "%-24s %,12d%n", fault.parameter(), n));
    Balance total = result.total();
    out.printf(Locale.ROOT, "%n%-24s %12s%n", "outcome", "readings");
    out.printf(Locale.ROOT, "%-24s %,12d%n", "sent", result.sent());
    out.printf(Locale.ROOT, "%-24s %,12d%n", "windowed", total.windowed());
    out.printf(Locale.ROOT, "%-24s %,12d%n", "of them corrections", total.corrected());
    out.printf(Locale.ROOT, "%-24s %,12d%n", "late", total.late());
    total
        .rejected()
        .forEach(
            (reason, n) ->
                out.printf(Locale.ROOT, "%-24s %,12d%n", "refused: " + reason.label(), n));
    List<String> differences = result.differences();
    differences.stream().limit(MOST_DIFFERENCES).forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%n%,d windows, %s%n%n",
        result.windows(),
        differences.isEmpty() ? "all as they should be" : differences.size() + " DIFFERENCES");
    JsonObject json = new JsonObject();
    json.put("sent", result.sent());
    json.put("windows", result.windows());
    json.put("windowed", total.windowed());
    json.put("corrected", total.corrected());
    json.put("late", total.late());
    json.put("rejected", total.rejectedInAll());
    json.put("differences", differences.size());
    out.println(json.toJson());
    out.flush();
  }

  private static void print(PrintWriter out, FilesBench.Result result) {
    out.printf(Locale.ROOT, "%-24s %,8d ms%n", "start", result.startMillis());
    out.printf(Locale.ROOT, "%-24s %,8d%n", "threads", result.threads());
    if (result.residentMegabytes() > 0) {
      out.printf(Locale.ROOT, "%-24s %,8d MB%n", "peak memory", result.residentMegabytes());
    }
    out.printf(Locale.ROOT, "%-24s %,8d ms%n", "save to running, median", result.median());
    out.printf(Locale.ROOT, "%-24s %,8d ms%n", "save to running, slowest", result.slowest());
    JsonObject json = new JsonObject();
    json.put("files", result.files());
    json.put("start_ms", result.startMillis());
    json.put("threads", result.threads());
    json.put("peak_rss_mb", result.residentMegabytes() > 0 ? result.residentMegabytes() : null);
    json.put("saves", result.takeUpMillis().length);
    json.put("save_to_running_median_ms", result.median());
    json.put("save_to_running_slowest_ms", result.slowest());
    json.put("all_ran", result.allRan());
    out.println(json.toJson());
    out.println();
    out.flush();
  }

  private void positive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '" + option + "': write 1 or more");
    }
  }

  private void print(PrintWriter out, Bench.Result result) {
    JsonObject json = new JsonObject();
    json.put("batch", batch);
    json.put("sensors", sensors);
    new Comparison(
            "reading",
            result.readings(),
            result.readingsPerSecond(),
            "plain Java",
            "baseline",
            result.baselineReadingsPerSecond(),
            result.ratio(),
            result.countsAgree())
        .print(out, json);
  }
}
