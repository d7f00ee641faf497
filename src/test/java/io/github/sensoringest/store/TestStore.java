package io.github.sensoringest.store;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.window.WindowSummary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** A store, and what is in it. */
record TestStore(Settings settings, Store store) {
  private static final WindowQuery ALL =
      new WindowQuery(Optional.empty(), Optional.empty(), Instant.MIN, Instant.MAX, 0, false);

  TestStore(Settings settings) {
    this(settings, Store.of(settings));
  }

  /** Returns all stored windows. */
  List<WindowSummary> windows() {
    return windows(ALL);
  }

  List<WindowSummary> windows(WindowQuery query) {
    List<WindowSummary> windows = new ArrayList<>();
    StoredWindows.of(settings).read(query, windows::add);
    return windows;
  }

  /** Returns the rows of a query, with bars between the columns. */
  List<String> query(String sql) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = Store.engine(settings.store(), settings.dataFolder()).reader();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
