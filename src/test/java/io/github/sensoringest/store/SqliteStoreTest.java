package io.github.sensoringest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.window.WindowSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to a file. */
class SqliteStoreTest {
  private static final WindowSummary ROW = WindowSummaries.of("a", "ONE", Instant.EPOCH, 1, 2);
  private static final WindowSummary OTHER = WindowSummaries.of("a", "TWO", Instant.EPOCH, 3);

  private Path folder;
  private Path file;
  private TestStore tested;
  private Store store;

  @BeforeEach
  void make(@TempDir Path parent) {
    folder = parent.resolve("data");
    file = folder.resolve("sensor-ingest.db");
    tested = new TestStore(TestSettings.with("data.folder=" + folder));
    store = tested.store();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nothingIsMadeBeforeTheFirstUse() {
    assertThat(folder).doesNotExist();
    assertThatThrownBy(tested::windows)
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith("there is no such file, so no window has been stored here yet");
    assertThat(folder).doesNotExist();
  }

  @Test
  void fileIsInWriteAheadMode() throws Exception {
    store.write(List.of(ROW));

    assertThat(tested.query("PRAGMA journal_mode")).containsExactly("wal");
  }

  @Test
  void whoMayOnlyReadReadsWhatAGatewayLeft() throws Exception {
    store.write(List.of(ROW));
    store.close();
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assumeThat(Files.isWritable(folder)).as("no restrictions, as for root").isFalse();
      assertThat(tested.windows()).containsExactly(ROW);
      assertThatThrownBy(() -> store.write(List.of(OTHER))).isInstanceOf(StoreException.class);
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void lockedFileFailsTheWriteAndTakesItLater() throws Exception {
    store.write(List.of(ROW));
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> store.write(List.of(OTHER)))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith(file + ": another program keeps it locked;");
      assertThat(store.lastFailure()).isPresent();
      assertThat(tested.windows()).as("reading is possible").containsExactly(ROW);
    }

    store.write(List.of(OTHER));

    assertThat(tested.windows()).containsExactlyInAnyOrder(ROW, OTHER);
    assertThat(store.lastFailure()).isEmpty();
  }

  @Test
  void aFullDiskFailsTheWriteAsAWhole() {
    store.write(List.of(ROW));
    store.close();
    Database database = new Database(new SqliteEngine(folder), () -> {});

    assertThatThrownBy(
            () ->
                database.transaction(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("PRAGMA max_page_count = 1");
                        statement.execute("INSERT INTO span VALUES (77, 1, 1)");
                        return statement.execute(
                            "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n"
                                + " WHERE i < 2000) INSERT INTO series"
                                + " SELECT i, hex(randomblob(500)), 'x' FROM n");
                      }
                    }))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(file + ": the disk is full; make room on it");
    database.close();

    store.write(List.of(OTHER));
    assertThat(tested.windows()).containsExactlyInAnyOrder(ROW, OTHER);
  }

  @Test
  void damagedFileIsToldAndReplacedOnceItIsMovedAway() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(file, "this is no database, whatever its name says".repeat(100));

    assertThatThrownBy(() -> store.write(List.of(ROW)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(file + ": it is damaged, or no database; move it away");

    Files.move(file, folder.resolve("damaged"));
    store.write(List.of(ROW));
    assertThat(tested.windows()).containsExactly(ROW);
  }

  @Test
  void fileWhereTheFolderShouldBeIsTold() throws Exception {
    Files.writeString(folder, "");

    assertThatThrownBy(() -> store.write(List.of(ROW)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is no folder: set data.folder to one");
  }

  @Test
  void fileThatIsRemovedInUseFailsTheWriteSoThatItIsRepeatedInANewOne() throws Exception {
    store.write(List.of(ROW));
    Files.delete(file);

    assertThatThrownBy(() -> store.write(List.of(OTHER)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the file was removed or replaced while it was in use");

    Files.deleteIfExists(folder.resolve("sensor-ingest.db-wal"));
    Files.deleteIfExists(folder.resolve("sensor-ingest.db-shm"));
    store.write(List.of(OTHER));
    assertThat(tested.windows()).containsExactly(OTHER);
  }

  @Test
  void olderSchemaIsBroughtUpToDateAndKeepsItsRows() throws Exception {
    Files.createDirectories(folder);
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:io/github/sensoringest/store/sqlite")
        .loggers("slf4j")
        .target("1")
        .load()
        .migrate();
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = old.createStatement()) {
      statement.execute("INSERT INTO series VALUES (5, 'OLD', 'a')");
      statement.execute("INSERT INTO span VALUES (6, 0, 10000000000)");
      statement.execute(
          "INSERT INTO window_row VALUES (6, 5, 0, 1, 0, '', 1, 1, 1, 1, NULL, 1, 1, 1, 1, 1)");
    }

    store.write(List.of(ROW));

    assertThat(tested.windows())
        .extracting(WindowSummary::sensorId)
        .containsExactlyInAnyOrder("OLD", "ONE");
    assertThat(tested.query("SELECT count(*) FROM readings")).containsExactly("0");
  }

  @Test
  void newerSchemaIsNotWrittenTo() throws Exception {
    store.write(List.of(ROW));
    store.close();
    try (Connection newer = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = newer.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT 9, '999', 'newer', type, 'V999__newer.sql',"
              + " 1, installed_by, installed_on, 1, 1 FROM flyway_schema_history"
              + " WHERE installed_rank = 1");
    }

    assertThatThrownBy(() -> store.write(List.of(OTHER)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("its schema is not one of this version of the gateway");
  }
}
