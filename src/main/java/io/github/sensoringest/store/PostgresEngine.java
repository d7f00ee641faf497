package io.github.sensoringest.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.Credentials;
import io.github.sensoringest.config.StoreSettings;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.WindowSummary;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A database of PostgreSQL. */
final class PostgresEngine implements Engine {
  /** Rows of a statement: beyond this it gets no faster, and its arrays take memory. */
  private static final int BATCH = 10_000;

  private static final String UPSERT_WINDOWS =
      Sql.upsertWindows(
          "SELECT u.span_id, u.series_id, u.revision, u.readings, u.flagged, u.unit, "
              + Sql.FIGURES.stream()
                  .map(figure -> "NULLIF(u." + figure + ", 'NaN'::float8)")
                  .collect(Collectors.joining(", "))
              + " FROM unnest(?::int8[], ?::int8[], ?::int4[], ?::int8[], ?::int8[], ?::text[], "
              + Sql.FIGURES.stream().map(figure -> "?::float8[]").collect(Collectors.joining(", "))
              + ") AS u (span_id, series_id, revision, readings, flagged, unit, "
              + String.join(", ", Sql.FIGURES)
              + ")");
  private static final String UPSERT_READINGS =
      Sql.upsertReadings(
          "SELECT * FROM unnest(?::int8[], ?::int8[], ?::float8[], ?::text[], ?::int4[])");

  /** A server that is gone must not hold the gateway up for ever. What the URL says wins. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          PGProperty.CONNECT_TIMEOUT.getName(), "5",
          PGProperty.SOCKET_TIMEOUT.getName(), "30",
          PGProperty.TCP_KEEP_ALIVE.getName(), "true",
          PGProperty.APPLICATION_NAME.getName(), "sensor-ingest");

  private final StoreSettings settings;

  PostgresEngine(StoreSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    Properties url = Driver.parseURL(settings.url(), null);
    return "PostgreSQL "
        + url.getProperty(PGProperty.PG_HOST.getName())
        + ":"
        + url.getProperty(PGProperty.PG_PORT.getName())
        + "/"
        + url.getProperty(PGProperty.PG_DBNAME.getName(), "");
  }

  @Override
  public String migrations() {
    return "io/github/sensoringest/store/postgresql";
  }

  @Override
  public HikariConfig pool() {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(settings.url());
    pool.setDriverClassName(Driver.class.getName());
    pool.setCredentialsProvider(this::credentials);
    DEFAULTS.forEach(pool::addDataSourceProperty);
    pool.setMaximumPoolSize(2);
    return pool;
  }

  @Override
  public Connection reader() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(DEFAULTS);
    Credentials credentials = credentials();
    if (credentials.getUsername() != null) {
      properties.setProperty(PGProperty.USER.getName(), credentials.getUsername());
    }
    if (credentials.getPassword() != null) {
      properties.setProperty(PGProperty.PASSWORD.getName(), credentials.getPassword());
    }
    Connection connection = DriverManager.getConnection(settings.url(), properties);
    connection.setReadOnly(true);
    // Else the driver would fetch all rows at once.
    connection.setAutoCommit(false);
    return connection;
  }

  /** Asked for each new connection, so that a renewed password is taken up. */
  private Credentials credentials() {
    String user = settings.user().isEmpty() ? null : settings.user();
    String password = settings.password().reveal();
    return Credentials.of(user, password.isEmpty() ? null : password);
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  @Override
  public void rollBack(Connection connection) throws SQLException {
    connection.rollback();
  }

  @Override
  public void verifyPlace() {
    // The server answered, so it is there.
  }

  @Override
  public Map<SeriesKey, Long> series(Connection connection, Collection<SeriesKey> keys)
      throws SQLException {
    // In one order, so that two gateways that add the same sensors do not wait for each other.
    List<SeriesKey> sorted = keys.stream().sorted().toList();
    String[] sensors = sorted.stream().map(SeriesKey::sensor).toArray(String[]::new);
    String[] sources = sorted.stream().map(SeriesKey::source).toArray(String[]::new);
    Map<SeriesKey, Long> ids = find(connection, sensors, sources);
    if (ids.size() < sorted.size()) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO series (sensor, source) SELECT u.sensor, u.source"
                  + " FROM unnest(?::text[], ?::text[]) AS u (sensor, source)"
                  + " WHERE NOT EXISTS (SELECT FROM series s"
                  + " WHERE s.sensor = u.sensor AND s.source = u.source)"
                  + " ON CONFLICT DO NOTHING")) {
        insert.setArray(1, connection.createArrayOf("text", sensors));
        insert.setArray(2, connection.createArrayOf("text", sources));
        insert.executeUpdate();
      }
      ids = find(connection, sensors, sources);
    }
    return ids;
  }

  private static Map<SeriesKey, Long> find(
      Connection connection, String[] sensors, String[] sources) throws SQLException {
    Map<SeriesKey, Long> ids = new HashMap<>();
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT s.id, s.sensor, s.source FROM unnest(?::text[], ?::text[]) AS u (sensor, source)"
                + " JOIN series s ON s.sensor = u.sensor AND s.source = u.source")) {
      find.setArray(1, connection.createArrayOf("text", sensors));
      find.setArray(2, connection.createArrayOf("text", sources));
      try (ResultSet result = find.executeQuery()) {
        while (result.next()) {
          ids.put(new SeriesKey(result.getString(3), result.getString(2)), result.getLong(1));
        }
      }
    }
    return ids;
  }

  /** Holds the span, so that nobody deletes it as long as rows are added to it. */
  @Override
  public long span(Connection connection, Span span) throws SQLException {
    Long id = find(connection, span);
    while (id == null) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO span (start_nanos, length_nanos) VALUES (?, ?)"
                  + " ON CONFLICT DO NOTHING")) {
        insert.setLong(1, span.startNanos());
        insert.setLong(2, span.lengthNanos());
        insert.executeUpdate();
      }
      id = find(connection, span);
    }
    return id;
  }

  private static Long find(Connection connection, Span span) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(Sql.FIND_SPAN + " FOR KEY SHARE")) {
      find.setLong(1, span.startNanos());
      find.setLong(2, span.lengthNanos());
      try (ResultSet result = find.executeQuery()) {
        return result.next() ? result.getLong(1) : null;
      }
    }
  }

  @Override
  public int write(Connection connection, List<WindowSummary> windows, long[] spans, long[] series)
      throws SQLException {
    int[] fullest = Fullest.of(windows, spans, series);
    int written = 0;
    for (int from = 0; from < fullest.length; from += BATCH) {
      int size = Math.min(BATCH, fullest.length - from);
      written += write(connection, windows, spans, series, fullest, from, size);
    }
    return fullest.length - written;
  }

  private static int write(
      Connection connection,
      List<WindowSummary> windows,
      long[] spans,
      long[] series,
      int[] chosen,
      int from,
      int size)
      throws SQLException {
    long[][] longs = new long[4][size];
    Integer[] revisions = new Integer[size];
    String[] units = new String[size];
    double[][] figures = new double[Sql.FIGURES.size()][size];
    for (int i = 0; i < size; i++) {
      int row = chosen[from + i];
      WindowSummary window = windows.get(row);
      longs[0][i] = spans[row];
      longs[1][i] = series[row];
      revisions[i] = window.revision();
      longs[2][i] = window.count();
      longs[3][i] = window.flagged();
      units[i] = SeriesKey.storedText(window.unit());
      for (int figure = 0; figure < figures.length; figure++) {
        figures[figure][i] = Sql.figure(window, figure);
      }
    }
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT_WINDOWS)) {
      int next = 1;
      upsert.setArray(next++, array(connection, longs[0]));
      upsert.setArray(next++, array(connection, longs[1]));
      upsert.setArray(next++, connection.createArrayOf("int4", revisions));
      upsert.setArray(next++, array(connection, longs[2]));
      upsert.setArray(next++, array(connection, longs[3]));
      upsert.setArray(next++, connection.createArrayOf("text", units));
      for (double[] figure : figures) {
        upsert.setArray(next++, array(connection, figure));
      }
      return upsert.executeUpdate();
    }
  }

  @Override
  public void write(Connection connection, ReadingRows readings, long[] series)
      throws SQLException {
    int[] latest = Latest.of(readings, series);
    for (int from = 0; from < latest.length; from += BATCH) {
      int size = Math.min(BATCH, latest.length - from);
      long[] times = new long[size];
      long[] ids = new long[size];
      double[] values = new double[size];
      String[] units = new String[size];
      Integer[] flags = new Integer[size];
      for (int i = 0; i < size; i++) {
        int row = latest[from + i];
        SensorReading reading = readings.reading(row);
        times[i] = reading.epochNanos();
        ids[i] = series[row];
        values[i] = reading.value();
        units[i] = readings.unit(row);
        flags[i] = reading.flags();
      }
      try (PreparedStatement upsert = connection.prepareStatement(UPSERT_READINGS)) {
        upsert.setArray(1, array(connection, times));
        upsert.setArray(2, array(connection, ids));
        upsert.setArray(3, array(connection, values));
        upsert.setArray(4, connection.createArrayOf("text", units));
        upsert.setArray(5, connection.createArrayOf("int4", flags));
        upsert.executeUpdate();
      }
    }
  }

  /** The driver takes primitive arrays as well, and sends them as they are. */
  private static Array array(Connection connection, Object numbers) throws SQLException {
    return connection
        .unwrap(org.postgresql.PGConnection.class)
        .createArrayOf(numbers instanceof long[] ? "int8" : "float8", numbers);
  }

  @Override
  public String locked() {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  public String explain(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "28000", "28P01" -> "it lets the user not in; see store.user and store.password";
      case "3D000" -> "the server has no such database; create it, or mend store.url";
      case "42P01" -> "a table is missing, so no window has been stored here yet";
      case "42501" -> "the user may not do this; grant CREATE and USAGE on the schema";
      case "53100" -> "the server's disk is full; make room on it";
      case "57P01", "57P02", "57P03" -> "the server stops or is only just starting";
      default -> state.startsWith("08") ? "it cannot be reached; is it running?" : null;
    };
  }
}
