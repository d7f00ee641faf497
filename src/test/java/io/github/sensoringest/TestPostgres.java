package io.github.sensoringest;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server that can be stopped and started again. It runs as root as well: the
 * server, which refuses that, is then started as another user in a namespace of its own.
 */
public final class TestPostgres implements AutoCloseable {
  public static final String USER = "postgres";

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path data;
  private EmbeddedPostgres server;
  private int port;

  private TestPostgres(Path data) {
    this.data = data;
  }

  /** Starts a server whose data lies in the folder. */
  public static TestPostgres start(Path data) {
    TestPostgres postgres = new TestPostgres(data);
    postgres.start();
    return postgres;
  }

  /** Returns one server for all tests that leave it as it is; it ends with the process. */
  public static TestPostgres shared() {
    return Shared.SERVER;
  }

  /** Starts it, at the same port as before if it was stopped. */
  public void start() {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setPGStartupWait(LONGEST_START).setCleanDataDirectory(false);
    if (data != null) {
      builder.setDataDirectory(data);
    }
    if (port > 0) {
      builder.setPort(port);
    }
    try {
      server = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getPort();
  }

  /** Stops it; what is connected is cut off. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a new database, and returns its JDBC URL. */
  public String newDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return url(name);
  }

  /** Returns the JDBC URL of a database, without a user. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  private void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static final class Shared {
    private static final TestPostgres SERVER = new TestPostgres(null);

    static {
      SERVER.start();
    }
  }
}
