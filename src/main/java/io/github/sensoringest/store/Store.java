package io.github.sensoringest.store;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.config.StoreSettings;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.window.WindowSummary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Windows, and if asked for readings, in SQLite or PostgreSQL. A row is written at most once for
 * each window, however often it comes; of several summaries of a window the fullest stays. Connects
 * when it is first used, and again after a failure. Thread-safe; one transaction at a time.
 */
public final class Store implements AutoCloseable {
  /**
   * What became of windows that were to be written.
   *
   * @param windows how many were given
   * @param keptOut how many of them left a fuller row as it is
   */
  public record Written(int windows, int keptOut) {}

  /** So many rows are deleted in one go, so that writing does not have to wait long. */
  static final int DELETE_BATCH = 5_000;

  private final Engine engine;
  private final Database database;
  private final SeriesIds ids;
  private volatile StoreException lastFailure;

  Store(Engine engine) {
    this.engine = engine;
    this.ids = new SeriesIds(engine);
    // What is remembered of one database may not be so in the one that is there next time.
    this.database = new Database(engine, ids::forget);
  }

  /** Returns the store that the settings name, without connecting to it. */
  public static Store of(Settings settings) {
    return new Store(engine(settings.store(), settings.dataFolder()));
  }

  static Engine engine(StoreSettings settings, Path dataFolder) {
    return settings.url().isEmpty() ? new SqliteEngine(dataFolder) : new PostgresEngine(settings);
  }

  /** Returns what a person calls the database; no password is in it. */
  public String name() {
    return engine.name();
  }

  /**
   * Connects, and brings the schema up to date, unless that has been done.
   *
   * @throws StoreException if that fails
   */
  public void open() {
    try {
      database.open();
    } catch (StoreException e) {
      lastFailure = e;
      throw e;
    }
  }

  /**
   * Writes windows in one transaction. When this returns, they are stored.
   *
   * @param rows {@link WindowSummary} records, of any number of windows
   * @throws IllegalArgumentException if one of the rows is something else
   * @throws StoreException if the database fails; to write the same rows again does no harm
   */
  public Written write(List<?> rows) {
    List<WindowSummary> windows = rows.stream().map(Store::window).toList();
    int keptOut = windows.isEmpty() ? 0 : transaction(connection -> write(connection, windows));
    return new Written(windows.size(), keptOut);
  }

  private static WindowSummary window(Object row) {
    if (row instanceof WindowSummary window) {
      return window;
    }
    throw new IllegalArgumentException(
        "the store takes rows of windows, and not "
            + (row == null ? "nothing" : "a " + row.getClass().getName()));
  }

  private int write(Connection connection, List<WindowSummary> windows) throws SQLException {
    Map<Span, Long> spans = new TreeMap<>();
    windows.forEach(window -> spans.put(span(window), null));
    for (Map.Entry<Span, Long> span : spans.entrySet()) {
      span.setValue(engine.span(connection, span.getKey()));
    }
    long[] spanIds = windows.stream().mapToLong(window -> spans.get(span(window))).toArray();
    long[] seriesIds =
        ids.of(
            connection,
            windows.size(),
            i -> windows.get(i).source(),
            i -> windows.get(i).sensorId());
    return engine.write(connection, windows, spanIds, seriesIds);
  }

  private static Span span(WindowSummary window) {
    return new Span(EpochNanos.of(window.start()), window.length().toNanos());
  }

  /**
   * Writes readings in one transaction. Of two readings of a sensor with the same time the later
   * one stays.
   *
   * @throws StoreException if the database fails; to write the same readings again does no harm
   */
  public void writeReadings(List<ReadingBatch> batches) {
    ReadingRows rows = new ReadingRows(batches);
    if (rows.size() == 0) {
      return;
    }
    transaction(
        connection -> {
          long[] seriesIds =
              ids.of(connection, rows.size(), rows::source, i -> rows.reading(i).sensorId());
          engine.write(connection, rows, seriesIds);
          return null;
        });
  }

  /**
   * Deletes some of the windows that ended, and of the readings that were measured, before a
   * moment; to be called again until there are none.
   *
   * @return how many rows were deleted
   * @throws StoreException if the database fails
   */
  int deleteSome(Instant before) {
    long end = EpochNanos.of(before);
    int windows = transaction(connection -> deleteWindows(connection, end));
    return windows + transaction(connection -> deleteReadings(connection, end));
  }

  private int deleteWindows(Connection connection, long end) throws SQLException {
    long span;
    try (PreparedStatement oldest =
        connection.prepareStatement(
            "SELECT id FROM span WHERE start_nanos < ? AND start_nanos + length_nanos < ?"
                + " ORDER BY start_nanos LIMIT 1"
                + engine.locked())) {
      oldest.setLong(1, end);
      oldest.setLong(2, end);
      try (ResultSet result = oldest.executeQuery()) {
        if (!result.next()) {
          return 0;
        }
        span = result.getLong(1);
      }
    }
    try (PreparedStatement rows =
            connection.prepareStatement(
                "DELETE FROM window_row WHERE span_id = ? AND series_id IN"
                    + " (SELECT series_id FROM window_row WHERE span_id = ? LIMIT ?)");
        PreparedStatement empty = connection.prepareStatement("DELETE FROM span WHERE id = ?")) {
      rows.setLong(1, span);
      rows.setLong(2, span);
      rows.setInt(3, DELETE_BATCH);
      int deleted = rows.executeUpdate();
      if (deleted < DELETE_BATCH) {
        empty.setLong(1, span);
        empty.executeUpdate();
      }
      // An empty span counts too, or its deletion would look like the end.
      return Math.max(deleted, 1);
    }
  }

  private static int deleteReadings(Connection connection, long end) throws SQLException {
    try (PreparedStatement rows =
        connection.prepareStatement(
            "DELETE FROM reading_row WHERE (time_nanos, series_id) IN"
                + " (SELECT time_nanos, series_id FROM reading_row WHERE time_nanos < ?"
                + " ORDER BY time_nanos LIMIT ?)")) {
      rows.setLong(1, end);
      rows.setInt(2, DELETE_BATCH);
      return rows.executeUpdate();
    }
  }

  private <T> T transaction(Database.Work<T> work) {
    try {
      T result = database.transaction(work);
      lastFailure = null;
      return result;
    } catch (StoreException e) {
      lastFailure = e;
      throw e;
    }
  }

  /**
   * Returns how many windows are stored.
   *
   * @throws StoreException if the database fails
   */
  public long count() {
    return transaction(
        connection -> {
          try (PreparedStatement count =
                  connection.prepareStatement("SELECT count(*) FROM window_row");
              ResultSet result = count.executeQuery()) {
            result.next();
            return result.getLong(1);
          }
        });
  }

  /** Returns the failure of the last time that the database was used, if it failed. */
  Optional<StoreException> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** Closes the connections; the next use opens them again. */
  @Override
  public void close() {
    database.close();
  }
}
