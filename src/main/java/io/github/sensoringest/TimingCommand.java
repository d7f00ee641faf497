package io.github.sensoringest;

import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what it is worth to wait for many devices at once, with the routes of examples/timing. */
@Command(
    name = "timing",
    description =
        "Reads simulated devices one after the other, then all at once, and says how long it took.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class)
final class TimingCommand implements Callable<Integer> {
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int WARM_UP_ROUNDS = 20;

  /** One after the other takes the read time for each device, so a few have to do. */
  private static final int SEQUENTIAL_WARM_UP_DEVICES = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many devices are read (default: ${DEFAULT-VALUE}).")
  private int sensors;

  @Option(
      names = "--read-time",
      paramLabel = "DURATION",
      defaultValue = "50ms",
      converter = DurationConverter.class,
      description = "How long a device takes to answer (default: ${DEFAULT-VALUE}).")
  private Duration readTime;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "both",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Mode mode;

  @Override
  public Integer call() throws Exception {
    if (sensors < 1) {
      throw new ParameterException(
          spec.commandLine(), "--sensors is " + sensors + ": write a number of 1 or more");
    }
    if (readTime.isZero()) {
      throw new ParameterException(spec.commandLine(), "--read-time is 0: write 1ms or more");
    }
    Path folder = Home.path().resolve("examples").resolve("timing");
    if (!Files.isDirectory(folder)) {
      spec.commandLine().getErr().println("There is no folder " + folder + " with the routes.");
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    try (DefaultCamelContext context = new DefaultCamelContext();
        ProducerTemplate template = context.createProducerTemplate()) {
      start(context, folder);
      List<String> devices =
          IntStream.range(0, sensors).mapToObj(device -> "DEVICE_" + device).toList();
      out.printf("%d sensors, %d ms read time each:%n", sensors, readTime.toMillis());
      boolean all = true;
      if (mode != Mode.CONCURRENT) {
        all &= measure(template, "sequential", devices, SEQUENTIAL_WARM_UP_DEVICES);
      }
      if (mode != Mode.SEQUENTIAL) {
        all &= measure(template, "concurrent", devices, sensors);
      }
      return all ? 0 : 1;
    }
  }

  private void start(DefaultCamelContext context, Path folder) throws Exception {
    context.disableJMX();
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context
        .getPropertiesComponent()
        .addInitialProperty("timing.read-time", String.valueOf(readTime.toMillis()));
    context.getRegistry().bind("device", Processor.class, (Processor) TimingCommand::answer);
    context.getExecutorServiceManager().registerThreadPoolProfile(answering());
    for (Path file : routeFiles(folder)) {
      Resource resource =
          ResourceHelper.fromString("file:" + file.getFileName(), Files.readString(file));
      PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }
    context.start();
  }

  /**
   * The threads that answer for the devices whose time has come. Camel's own pool lets 1000 wait
   * and blocks a thread for each further one.
   */
  private ThreadPoolProfile answering() {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ThreadPoolProfileBuilder("answering")
        .poolSize(threads)
        .maxPoolSize(threads)
        .maxQueueSize(sensors)
        .build();
  }

  private static List<Path> routeFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
    }
  }

  private static void answer(Exchange exchange) {
    String device = exchange.getMessage().getBody(String.class);
    exchange.getMessage().setBody(SensorReading.of(device, Instant.now(), 50, "celsius"));
  }

  /** Prints how long the route takes for the devices; returns whether each of them answered. */
  private boolean measure(
      ProducerTemplate template, String route, List<String> devices, int warmUpDevices) {
    List<String> some = devices.subList(0, Math.min(warmUpDevices, devices.size()));
    long warmUpStart = System.nanoTime();
    for (int round = 0;
        round < WARM_UP_ROUNDS && System.nanoTime() - warmUpStart < WARM_UP_NANOS;
        round++) {
      read(template, route, some);
    }
    long start = System.nanoTime();
    int answers = read(template, route, devices);
    long nanos = System.nanoTime() - start;
    String name = route.substring(0, 1).toUpperCase(Locale.ROOT) + route.substring(1);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %d reads in %s ms (%s ms per sensor)%n",
        name, answers, millis(nanos), millis(nanos / devices.size()));
    out.flush();
    return answers == devices.size();
  }

  private static int read(ProducerTemplate template, String route, List<String> devices) {
    Object readings = template.requestBody("direct:" + route, devices);
    int answers = 0;
    for (Object reading : (List<?>) readings) {
      if (reading instanceof SensorReading) {
        answers++;
      }
    }
    return answers;
  }

  /** Whole milliseconds; below one to three places, because the share of a sensor may be small. */
  private static String millis(long nanos) {
    double millis = nanos / 1e6;
    return millis >= 1
        ? String.valueOf(Math.round(millis))
        : new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(millis);
  }

  private enum Mode {
    BOTH,
    SEQUENTIAL,
    CONCURRENT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
