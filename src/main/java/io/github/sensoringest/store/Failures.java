package io.github.sensoringest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** What went wrong with a database, in words that help. */
final class Failures {
  private Failures() {}

  /** Returns what is wrong, and what to do if that is known. No password is in it. */
  static String message(Engine engine, Throwable failure) {
    if (failure instanceof FlywayValidateException) {
      return "its schema is not one of this version of the gateway; run the version that made it, or"
          + " a newer one";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String explained = cause instanceof SQLException sql ? engine.explain(sql) : null;
      if (explained != null) {
        return explained + " (" + firstLine(cause) + ")";
      }
      if (cause instanceof UncheckedIOException) {
        return firstLine(cause);
      }
      if (cause instanceof LinkageError) {
        return "SQLite's native library cannot be loaded; it is unpacked to the folder for temporary"
            + " files, which needs room and must allow programs, or name another one with"
            + " SENSOR_INGEST_OPTS=-Dorg.sqlite.tmpdir=DIR, and start anew ("
            + firstLine(cause)
            + ")";
      }
    }
    boolean isClear = failure instanceof FlywayException || failure instanceof IOException;
    return firstLine(isClear ? failure : root(failure));
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getName()
        : message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
  }
}
