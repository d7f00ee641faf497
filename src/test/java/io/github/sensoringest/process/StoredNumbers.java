package io.github.sensoringest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;

/** The values of the single readings in a gateway's store, which tests number. */
final class StoredNumbers {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Path database;

  StoredNumbers(Launcher launcher) {
    database = launcher.workingDirectory().resolve("data/sensor-ingest.db");
  }

  /** Waits until there are so many more than now. */
  void awaitMore(int more) {
    int before = read().size();
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(INTERVAL)
        .until(() -> read().size() >= before + more);
  }

  /** Waits until all of these are there. */
  void awaitAll(Collection<Integer> numbers) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(INTERVAL)
        .until(() -> read().containsAll(numbers));
  }

  private Set<Integer> read() {
    Set<Integer> numbers = new HashSet<>();
    if (!Files.exists(database)) {
      return numbers;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        ResultSet rows =
            connection.createStatement().executeQuery("SELECT value FROM reading_row")) {
      while (rows.next()) {
        numbers.add((int) rows.getDouble(1));
      }
    } catch (SQLException e) {
      // It is just being made, or written to.
      return new HashSet<>();
    }
    return numbers;
  }
}
