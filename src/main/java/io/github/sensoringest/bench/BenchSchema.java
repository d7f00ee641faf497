package io.github.sensoringest.bench;

import io.github.sensoringest.config.StoreSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGProperty;

/** A schema of a PostgreSQL database that is there for a benchmark only, and dropped at its end. */
public final class BenchSchema implements AutoCloseable {
  private static final String LONGEST_CONNECT_SECONDS = "5";

  private final StoreSettings settings;
  private final String name = "sensor_ingest_bench_" + ProcessHandle.current().pid();

  /**
   * Creates it in the database that the settings name.
   *
   * @throws SQLException if that fails
   */
  public BenchSchema(StoreSettings settings) throws SQLException {
    this.settings = settings;
    execute("CREATE SCHEMA " + name);
  }

  /** Returns the JDBC URL by which tables are found in this schema. */
  public String url() {
    return settings.url() + (settings.url().contains("?") ? "&" : "?") + "currentSchema=" + name;
  }

  /** Drops it with all that is in it. */
  @Override
  public void close() throws SQLException {
    execute("DROP SCHEMA " + name + " CASCADE");
  }

  private void execute(String sql) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), LONGEST_CONNECT_SECONDS);
    if (!settings.user().isEmpty()) {
      properties.setProperty(PGProperty.USER.getName(), settings.user());
    }
    properties.setProperty(PGProperty.PASSWORD.getName(), settings.password().reveal());
    try (Connection connection = DriverManager.getConnection(settings.url(), properties);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
