package io.github.sensoringest;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars of further components that someone has put into {@code lib/ext}, and which of them are
 * there in vain, as a jar of the same name comes before them on the class path.
 *
 * @param used how many are in use
 * @param shadowed those that are not; each with what is used instead
 */
record AddedJars(int used, List<String> shadowed) {
  private static final Logger LOG = LoggerFactory.getLogger(AddedJars.class);

  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");
  private static final int MOST_TOLD = 5;

  /** Returns those of this process. */
  static AddedJars ofThisProcess() {
    return of(System.getProperty("java.class.path", ""), Home.path().resolve("lib").resolve("ext"));
  }

  static AddedJars of(String classPath, Path folder) {
    Map<String, Path> first = new TreeMap<>();
    int used = 0;
    List<String> shadowed = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (!entry.endsWith(".jar")) {
        continue;
      }
      Path before = first.putIfAbsent(artifact(jar), jar);
      if (!folder.equals(jar.getParent())) {
        continue;
      }
      if (before == null) {
        used++;
      } else if (!before.getFileName().equals(jar.getFileName())) {
        shadowed.add("%s (%s)".formatted(jar.getFileName(), before.getFileName()));
      }
    }
    return new AddedJars(used, shadowed);
  }

  private static String artifact(Path jar) {
    String name = jar.getFileName().toString();
    Matcher versioned = VERSIONED.matcher(name);
    return versioned.matches() ? versioned.group(1) : name;
  }

  /** Says in the log what is in use, if there is anything. */
  void log() {
    if (used == 0 && shadowed.isEmpty()) {
      return;
    }
    LOG.info("lib/ext: {} jars are in use", used);
    if (!shadowed.isEmpty()) {
      LOG.info(
          "lib/ext: {} jars are not, since another version of each comes first, named in"
              + " parentheses: {}{}",
          shadowed.size(),
          String.join(", ", shadowed.subList(0, Math.min(MOST_TOLD, shadowed.size()))),
          shadowed.size() > MOST_TOLD ? ", ..." : "");
    }
  }
}
