package io.github.sensoringest.store;

import com.zaxxer.hikari.HikariConfig;
import io.github.sensoringest.window.WindowSummary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What SQLite and PostgreSQL do each in its own way. */
sealed interface Engine permits SqliteEngine, PostgresEngine {
  /** Returns what a person calls the database: its file, or its host and name. */
  String name();

  /** Returns the folder of the class path that holds the versions of the schema. */
  String migrations();

  /**
   * Prepares the place of the database and says how connections are made; connects to nothing.
   *
   * @throws IOException if the place cannot be prepared
   */
  HikariConfig pool() throws IOException;

  /**
   * Returns a new connection that only reads.
   *
   * @throws IOException if there is no database; the message says so
   */
  Connection reader() throws SQLException, IOException;

  /** Begins a transaction that may write. */
  void begin(Connection connection) throws SQLException;

  /** Makes what the transaction wrote last. */
  void commit(Connection connection) throws SQLException;

  /** Undoes what the transaction wrote. */
  void rollBack(Connection connection) throws SQLException;

  /**
   * Makes sure that what was committed is where the next one looks for it.
   *
   * @throws IOException if the database was taken away under the connection
   */
  void verifyPlace() throws IOException;

  /** Returns the number of each sensor; new ones get one. */
  Map<SeriesKey, Long> series(Connection connection, Collection<SeriesKey> keys)
      throws SQLException;

  /** Returns the number of the span; a new one gets one. It stays until the transaction ends. */
  long span(Connection connection, Span span) throws SQLException;

  /**
   * Writes a row for each window, unless a fuller one is there.
   *
   * @param spans the number of each window's span
   * @param series the number of each window's sensor
   * @return how many were kept out by fuller ones
   */
  int write(Connection connection, List<WindowSummary> windows, long[] spans, long[] series)
      throws SQLException;

  /** Writes a row for each reading; the later of two with the same time replaces the other. */
  void write(Connection connection, ReadingRows readings, long[] series) throws SQLException;

  /** Returns what a query ends with that reads a row in order to delete it. */
  String locked();

  /** Returns what is wrong, and what to do, for a person; null if nothing better can be said. */
  String explain(SQLException failure);
}
