package io.github.sensoringest;

import io.github.sensoringest.bench.BenchSchema;
import io.github.sensoringest.bench.PeakMemory;
import io.github.sensoringest.bench.StoreBench;
import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Setting;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;

/** What {@code bench --store} does: fills SQLite, and PostgreSQL if one is named, with windows. */
final class StoreBenchRun {
  private final int sensors;
  private final int rows;
  private final Duration warmUp;
  private final Duration time;
  private final PrintWriter out;

  StoreBenchRun(int sensors, int rows, Duration warmUp, Duration time, PrintWriter out) {
    this.sensors = sensors;
    this.rows = rows;
    this.warmUp = warmUp;
    this.time = time;
    this.out = out;
  }

  /** Returns the environment variables that say where the store is. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (Setting setting :
        List.of(
            Setting.STORE_URL,
            Setting.STORE_USER,
            Setting.STORE_PASSWORD,
            Setting.STORE_PASSWORD_FILE)) {
      String name = setting.environmentName();
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return environment;
  }

  /**
   * Measures and prints.
   *
   * @param properties the keys that the command line gave
   * @return whether each store has all that was written, once
   */
  boolean run(Map<String, String> properties) throws IOException, SQLException {
    Settings settings = settings(properties, Map.of());
    out.printf(
        Locale.ROOT,
        "%d sensors, %d rows in a transaction, %d s of warm-up and %d s of measuring for each ...%n",
        sensors,
        rows,
        warmUp.toSeconds(),
        time.toSeconds());
    out.flush();
    Map<String, StoreBench.Result> results = new LinkedHashMap<>();
    results.put("SQLite", sqlite(settings.dataFolder(), properties));
    if (!settings.store().url().isEmpty()) {
      try (BenchSchema schema = new BenchSchema(settings.store())) {
        results.put(
            "PostgreSQL",
            fill(settings(properties, Map.of(Setting.STORE_URL.key(), schema.url()))));
      }
    }
    print(results);
    return results.values().stream().allMatch(StoreBench.Result::countsAgree);
  }

  private StoreBench.Result sqlite(Path dataFolder, Map<String, String> properties)
      throws IOException {
    // Not among the system's temporary files, which may be in memory and no measure of a disk.
    Files.createDirectories(dataFolder);
    Path folder = Files.createTempDirectory(dataFolder, "bench");
    try {
      return fill(
          settings(
              properties,
              Map.of(Setting.STORE_URL.key(), "", Setting.DATA_FOLDER.key(), folder.toString())));
    } finally {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private StoreBench.Result fill(Settings settings) {
    return new StoreBench(sensors, rows).run(Store.of(settings), warmUp, time);
  }

  private static Settings settings(Map<String, String> given, Map<String, String> winning) {
    Map<String, String> properties = new HashMap<>(given);
    properties.putAll(winning);
    return Settings.of(Configuration.load(List.of(), environment(), properties));
  }

  private void print(Map<String, StoreBench.Result> results) {
    out.printf(Locale.ROOT, "%n%-12s %12s %24s%n", "", "rows/s", "slowest transaction");
    results.forEach(
        (name, result) ->
            out.printf(
                Locale.ROOT,
                "%-12s %,12.0f %,21d ms%n",
                name,
                result.rowsPerSecond(),
                result.slowestMillis()));
    long peak = PeakMemory.megabytes();
    if (peak > 0) {
      out.printf(Locale.ROOT, "%-12s %,12d MB%n", "peak memory", peak);
    }
    boolean agree = results.values().stream().allMatch(StoreBench.Result::countsAgree);
    out.printf("counts       %s%n", agree ? "agree: every row is stored once" : "DO NOT AGREE");
    if (!results.containsKey("PostgreSQL")) {
      out.println(
          "To measure PostgreSQL as well: --property store.url=jdbc:postgresql://HOST/DATABASE"
              + " --property store.user=USER, and the password in "
              + Setting.STORE_PASSWORD.environmentName());
    }
    JsonObject json = new JsonObject();
    json.put("sensors", sensors);
    json.put("rows_at_once", rows);
    results.forEach(
        (name, result) -> {
          String prefix = name.toLowerCase(Locale.ROOT);
          json.put(prefix + "_rows", result.rows());
          json.put(prefix + "_rows_per_s", Math.round(result.rowsPerSecond()));
          json.put(prefix + "_slowest_ms", result.slowestMillis());
        });
    json.put("peak_rss_mb", peak > 0 ? peak : null);
    json.put("counts_agree", agree);
    out.println();
    out.println(json.toJson());
    out.flush();
  }
}
