package io.github.sensoringest.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to a database whose schema is of the latest version. It is made when it is first
 * needed, and anew after each failure. One transaction at a time. Thread-safe.
 */
final class Database implements AutoCloseable {
  /** What is done in a transaction. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final long CONNECT_MILLIS = 6_000;
  private static final long CLOSE_SECONDS = 10;

  private final Engine engine;
  private final Runnable onOpening;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile HikariDataSource pool;

  /**
   * Creates one that connects to nothing yet.
   *
   * @param onOpening is run before each connection that is made anew, alone with the transactions
   */
  Database(Engine engine, Runnable onOpening) {
    this.engine = engine;
    this.onOpening = onOpening;
  }

  /**
   * Connects, and brings the schema up to date, unless that has been done.
   *
   * @throws StoreException if that fails
   */
  void open() {
    lock.lock();
    try {
      opened();
    } catch (SQLException | IOException | RuntimeException | LinkageError e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does the work in a transaction of its own.
   *
   * @throws StoreException if that fails; then nothing was done, or it may be done again
   */
  <T> T transaction(Work<T> work) {
    lock.lock();
    try (Connection connection = opened().getConnection()) {
      T result = transaction(connection, work);
      engine.verifyPlace();
      return result;
    } catch (SQLException | IOException | RuntimeException | LinkageError e) {
      throw failed(e);
    } finally {
      lock.unlock();
    }
  }

  private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
    engine.begin(connection);
    try {
      T result = work.with(connection);
      engine.commit(connection);
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        engine.rollBack(connection);
      } catch (SQLException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  private HikariDataSource opened() throws SQLException, IOException {
    HikariDataSource current = pool;
    if (current == null) {
      onOpening.run();
      HikariConfig config = engine.pool();
      config.setPoolName("store");
      config.setConnectionTimeout(CONNECT_MILLIS);
      config.setMinimumIdle(0);
      // One attempt, whose failure is told at once; whoever wants to write tries again.
      config.setInitializationFailTimeout(1);
      current = new HikariDataSource(config);
      // From here on a failure closes it.
      pool = current;
      migrate(current);
    }
    return current;
  }

  private void migrate(DataSource source) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:" + engine.migrations())
        .loggers("slf4j")
        // A schema of a newer version is not to be written to as if it were this one.
        .ignoreMigrationPatterns(new String[0])
        // The schema of PostgreSQL may have tables of others in it.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /** Leaves nothing open that may be broken, and says what is wrong. */
  private StoreException failed(Throwable failure) {
    HikariDataSource broken = pool;
    pool = null;
    if (broken != null) {
      broken.close();
    }
    LOG.debug("The store failed", failure);
    return new StoreException(engine.name() + ": " + Failures.message(engine, failure), failure);
  }

  /** Waits a while for the transaction under way, and closes the connections. */
  @Override
  public void close() {
    boolean quiet = false;
    try {
      quiet = lock.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      HikariDataSource open = pool;
      pool = null;
      if (open != null) {
        open.close();
      }
    } finally {
      if (quiet) {
        lock.unlock();
      }
    }
  }
}
