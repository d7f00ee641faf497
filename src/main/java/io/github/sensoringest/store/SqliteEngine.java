package io.github.sensoringest.store;

import com.zaxxer.hikari.HikariConfig;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.WindowSummary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/** A database file of SQLite. */
final class SqliteEngine implements Engine {
  static final String FILE_NAME = "sensor-ingest.db";

  /** The driver keeps a batch in memory until it is executed. */
  private static final int BATCH = 1_000;

  private static final int BUSY_MILLIS = 5_000;
  private static final int CACHE_KIBIBYTES = 16_384;
  private static final int LARGEST_IDLE_LOG_BYTES = 64 << 20;

  private static final String UPSERT_WINDOW = Sql.upsertWindows(Sql.values(Sql.WINDOW_COLUMNS));
  private static final String UPSERT_READING = Sql.upsertReadings(Sql.values(5));

  private final Path file;
  private Object fileKey;

  SqliteEngine(Path dataFolder) {
    this.file = dataFolder.resolve(FILE_NAME);
  }

  Path file() {
    return file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public String migrations() {
    return "io/github/sensoringest/store/sqlite";
  }

  @Override
  public HikariConfig pool() throws IOException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getFile() + " is no folder: set data.folder to one", e);
    } catch (IOException e) {
      throw new IOException("its folder cannot be made: set data.folder to another (" + e + ")", e);
    }
    fileKey = null;
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // What was committed survives a power cut as well; in batches it costs next to nothing.
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setJournalSizeLimit(LARGEST_IDLE_LOG_BYTES);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source);
    // SQLite has one writer at a time, whatever the connections.
    pool.setMaximumPoolSize(1);
    pool.setMaxLifetime(0);
    return pool;
  }

  @Override
  public Connection reader() throws SQLException, IOException {
    if (Files.notExists(file)) {
      throw new IOException("there is no such file, so no window has been stored here yet");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enableCaseSensitiveLike(true);
    return config.createConnection("jdbc:sqlite:" + (isAtRest() ? immutable() : file));
  }

  /**
   * Returns whether nobody uses the file, and this process cannot make the files beside it that
   * SQLite shares with other users; who may only read the folder would be refused.
   */
  private boolean isAtRest() {
    return Files.notExists(Path.of(file + "-wal"))
        && !Files.isWritable(file.toAbsolutePath().getParent());
  }

  private String immutable() {
    return "file:" + file.toUri().getRawPath() + "?immutable=1";
  }

  /** By hand, because the driver would begin the next transaction along with the commit. */
  @Override
  public void begin(Connection connection) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
    if (fileKey == null) {
      fileKey = fileKey();
    }
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  @Override
  public void rollBack(Connection connection) throws SQLException {
    execute(connection, "ROLLBACK");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** SQLite writes on into a file that was deleted, and nobody would ever see it again. */
  @Override
  public void verifyPlace() throws IOException {
    if (!Files.exists(file) || !Objects.equals(fileKey, fileKey())) {
      throw new IOException(
          "the file was removed or replaced while it was in use; what was stored in it is gone with"
              + " it, and a new one is made");
    }
  }

  private Object fileKey() {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public Map<SeriesKey, Long> series(Connection connection, Collection<SeriesKey> keys)
      throws SQLException {
    Map<SeriesKey, Long> ids = new HashMap<>();
    try (PreparedStatement find = connection.prepareStatement(Sql.FIND_SERIES);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO series (sensor, source) VALUES (?, ?) RETURNING id")) {
      for (SeriesKey key : keys) {
        Long id = number(find, key);
        ids.put(key, id == null ? number(insert, key) : id);
      }
    }
    return ids;
  }

  private static Long number(PreparedStatement statement, SeriesKey key) throws SQLException {
    statement.setString(1, key.sensor());
    statement.setString(2, key.source());
    return number(statement);
  }

  private static Long number(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? result.getLong(1) : null;
    }
  }

  @Override
  public long span(Connection connection, Span span) throws SQLException {
    Long id = span(connection, span, Sql.FIND_SPAN);
    return id == null
        ? span(
            connection,
            span,
            "INSERT INTO span (start_nanos, length_nanos) VALUES (?, ?) RETURNING id")
        : id;
  }

  private static Long span(Connection connection, Span span, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, span.startNanos());
      statement.setLong(2, span.lengthNanos());
      return number(statement);
    }
  }

  @Override
  public int write(Connection connection, List<WindowSummary> windows, long[] spans, long[] series)
      throws SQLException {
    int keptOut = 0;
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT_WINDOW)) {
      for (int i = 0; i < windows.size(); i++) {
        bind(upsert, windows.get(i), spans[i], series[i]);
        upsert.addBatch();
        if (i % BATCH == BATCH - 1 || i == windows.size() - 1) {
          for (int changed : upsert.executeBatch()) {
            keptOut += changed == 0 ? 1 : 0;
          }
        }
      }
    }
    return keptOut;
  }

  /** The driver stores NaN as NULL, as it should be. */
  private static void bind(PreparedStatement upsert, WindowSummary window, long span, long series)
      throws SQLException {
    int next = 1;
    upsert.setLong(next++, span);
    upsert.setLong(next++, series);
    upsert.setInt(next++, window.revision());
    upsert.setLong(next++, window.count());
    upsert.setLong(next++, window.flagged());
    upsert.setString(next++, SeriesKey.storedText(window.unit()));
    for (int figure = 0; figure < Sql.FIGURES.size(); figure++) {
      upsert.setDouble(next++, Sql.figure(window, figure));
    }
  }

  @Override
  public void write(Connection connection, ReadingRows readings, long[] series)
      throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT_READING)) {
      for (int i = 0; i < readings.size(); i++) {
        SensorReading reading = readings.reading(i);
        upsert.setLong(1, reading.epochNanos());
        upsert.setLong(2, series[i]);
        upsert.setDouble(3, reading.value());
        upsert.setString(4, readings.unit(i));
        upsert.setInt(5, reading.flags());
        upsert.addBatch();
        if (i % BATCH == BATCH - 1 || i == readings.size() - 1) {
          upsert.executeBatch();
        }
      }
    }
  }

  /** The transaction has the whole file. */
  @Override
  public String locked() {
    return "";
  }

  @Override
  public String explain(SQLException failure) {
    if (!(failure instanceof SQLiteException sqlite)) {
      return null;
    }
    // The lowest byte is the kind of failure; what is above it says more.
    return switch (sqlite.getResultCode().code & 0xff) {
      case 1 ->
          sqlite.getMessage().contains("no such table")
              ? "a table is missing, so no window has been stored here yet"
              : null;
      case 5, 6 -> "another program keeps it locked; end that, or wait until it is done";
      case 8, 14, 23 ->
          "it cannot be opened or written; let the user who runs this write to its folder";
      case 10 -> "the disk failed or is full";
      case 11, 26 ->
          "it is damaged, or no database; move it away with the files "
              + FILE_NAME
              + "-wal and "
              + FILE_NAME
              + "-shm, and a new one is made ('sqlite3 FILE .recover' may save what is in it)";
      case 13 -> "the disk is full; make room on it";
      default -> null;
    };
  }
}
