package io.github.sensoringest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The lines that one logger writes while this is open. */
public final class LogLines implements AutoCloseable {
  private final Lines lines = new Lines();
  private final Logger logger;
  private final Level level;

  /** Listens to the logger of this name. */
  public LogLines(String name) {
    logger = (Logger) LogManager.getLogger(name);
    level = logger.getLevel();
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  /** Returns the lines so far. */
  public List<String> all() {
    return List.copyOf(lines.lines);
  }

  @Override
  public void close() {
    logger.removeAppender(lines);
    logger.setLevel(level);
    lines.stop();
  }

  private static final class Lines extends AbstractAppender {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }
}
