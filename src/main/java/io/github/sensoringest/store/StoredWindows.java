package io.github.sensoringest.store;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads stored windows back, while a gateway writes or none does. Writes nothing, and makes no
 * database. Thread-safe.
 */
public final class StoredWindows {
  private static final int FETCH = 1_000;

  private final Engine engine;

  private StoredWindows(Engine engine) {
    this.engine = engine;
  }

  /** Returns the stored windows of the store that the settings name, without connecting to it. */
  public static StoredWindows of(Settings settings) {
    return new StoredWindows(Store.engine(settings.store(), settings.dataFolder()));
  }

  /**
   * Gives each window that is asked for to {@code reader}, those of a sensor in the order of time.
   *
   * @return whether there are more than the limit of the query
   * @throws StoreException if there is no database, or it fails
   */
  public boolean read(WindowQuery query, Consumer<WindowSummary> reader) {
    try (Connection connection = engine.reader()) {
      List<Object> values = new ArrayList<>();
      String newest = select(query, values);
      String ordered =
          "SELECT * FROM ("
              + newest
              + (query.limit() > 0 ? " LIMIT " + query.limit() : "")
              + ") AS newest ORDER BY "
              + (query.bySensor()
                  ? "sensor, source, start_nanos, length_nanos"
                  : "start_nanos, length_nanos, sensor, source");
      long read = 0;
      try (PreparedStatement statement = prepare(connection, ordered, values);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.accept(window(rows));
          read++;
        }
      }
      return query.limit() > 0 && read == query.limit() && hasMore(connection, query);
    } catch (SQLException | IOException e) {
      throw new StoreException(engine.name() + ": " + Failures.message(engine, e), e);
    }
  }

  private static boolean hasMore(Connection connection, WindowQuery query) throws SQLException {
    List<Object> values = new ArrayList<>();
    String next = select(query, values) + " LIMIT 1 OFFSET " + query.limit();
    try (PreparedStatement statement = prepare(connection, next, values);
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, List<Object> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setFetchSize(FETCH);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  /** Returns the query of the newest first, and adds what its question marks stand for. */
  private static String select(WindowQuery query, List<Object> values) {
    // SQLite goes through the tables in the order in which CROSS JOIN names them.
    boolean oneSensor = query.sensor().isPresent() && !isPattern(query, query.sensor().get());
    StringBuilder sql =
        new StringBuilder(
            "SELECT s.source, s.sensor, t.start_nanos, t.length_nanos, w.revision, w.readings,"
                + " w.flagged, w.unit, w."
                + String.join(", w.", Sql.FIGURES)
                + " FROM "
                + (oneSensor
                    ? "series s CROSS JOIN span t CROSS JOIN window_row w"
                    : "span t CROSS JOIN window_row w CROSS JOIN series s")
                + " WHERE w.span_id = t.id AND w.series_id = s.id"
                + " AND t.start_nanos >= ? AND t.start_nanos < ?");
    values.add(EpochNanos.of(query.from()));
    values.add(EpochNanos.of(query.to()));
    query.sensor().ifPresent(sensor -> sql.append(condition("s.sensor", query, sensor, values)));
    query.source().ifPresent(source -> sql.append(condition("s.source", query, source, values)));
    return sql.append(
            " ORDER BY t.start_nanos DESC, t.length_nanos DESC, s.sensor DESC, s.source DESC")
        .toString();
  }

  private static String condition(
      String column, WindowQuery query, String name, List<Object> values) {
    if (!isPattern(query, name)) {
      values.add(SeriesKey.stored(name));
      return " AND " + column + " = ?";
    }
    values.add(name.replaceAll("([!%_])", "!$1").replace('*', '%'));
    return " AND " + column + " LIKE ? ESCAPE '!'";
  }

  private static boolean isPattern(WindowQuery query, String name) {
    return query.patterns() && name.indexOf('*') >= 0;
  }

  private static WindowSummary window(ResultSet row) throws SQLException {
    Instant start = EpochNanos.toInstant(row.getLong("start_nanos"));
    return new WindowSummary(
        row.getString("source"),
        row.getString("sensor"),
        start,
        start.plusNanos(row.getLong("length_nanos")),
        row.getString("unit"),
        row.getInt("revision"),
        row.getLong("flagged"),
        new Statistics(
            row.getLong("readings"),
            figure(row, "sum"),
            figure(row, "mean"),
            figure(row, "min"),
            figure(row, "max"),
            figure(row, "sd"),
            figure(row, "first"),
            figure(row, "last"),
            figure(row, "p50"),
            figure(row, "p95"),
            figure(row, "p99")));
  }

  private static double figure(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
