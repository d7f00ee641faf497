package io.github.sensoringest.live;

import io.github.sensoringest.check.FileFacts;
import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses from the files of a folder what one sensor needs to bring its readings as far as the
 * buffer: what routes are made with, and those of the pipeline that are on the way.
 */
final class LoneSensor {
  private static final String ENTRY = "direct:readings";

  private final RouteCheck check;
  private final Set<String> taken;
  private final RouteFile sensor;

  /**
   * Creates one.
   *
   * @param taken the internal endpoints where the way ends, because routes without a file consume
   *     from them
   */
  LoneSensor(RouteCheck check, Set<String> taken, RouteFile sensor) {
    this.check = check;
    this.taken = taken;
    this.sensor = sensor;
  }

  /**
   * Returns the sensor's file and what it needs, in their order.
   *
   * @throws RouteFileException if a file that is needed has routes that must not run
   */
  List<FileVersion> choose(List<FileVersion> files) {
    Set<FileVersion> chosen = new LinkedHashSet<>();
    files.stream().filter(this::isForOthers).forEach(chosen::add);
    addTheWay(files, chosen);
    leaveOutWhatHindersForNothing(chosen);
    chosen.forEach(this::requireOnlyTheWay);
    return files.stream().filter(chosen::contains).toList();
  }

  /** What has no routes of its own is there for others to use. */
  private boolean isForOthers(FileVersion file) {
    FileFacts facts = check.facts(file);
    return switch (file.file().role()) {
      case KAMELET -> true;
      // One that cannot be read seems to have none, and may be the entry.
      case PIPELINE -> facts.routeIds().isEmpty();
      case SINK -> false;
      case SENSOR ->
          file.file().equals(sensor)
              || facts.routeIds().isEmpty()
                  && (facts.declaresBeans()
                      || !facts.routeTemplates().isEmpty()
                      || !facts.routeConfigurations().isEmpty());
    };
  }

  private void addTheWay(List<FileVersion> files, Set<FileVersion> chosen) {
    List<FileVersion> pipeline =
        new ArrayList<>(
            files.stream().filter(file -> file.file().role() == Role.PIPELINE).toList());
    pipeline.removeAll(chosen);
    Set<String> names = new HashSet<>(Set.of(ENTRY));
    chosen.forEach(file -> names.addAll(check.facts(file).sendsTo()));
    boolean grows = true;
    while (grows) {
      names.removeAll(taken);
      List<FileVersion> next =
          pipeline.stream()
              .filter(file -> check.facts(file).takesFrom().stream().anyMatch(names::contains))
              .toList();
      next.forEach(file -> names.addAll(check.facts(file).sendsTo()));
      chosen.addAll(next);
      grows = pipeline.removeAll(next);
    }
  }

  /** A mistake in what the sensor does not use is none of its concern. */
  private void leaveOutWhatHindersForNothing(Set<FileVersion> chosen) {
    Set<String> used = new HashSet<>();
    chosen.stream()
        .filter(file -> isNeeded(file) || check.isGood(file))
        .forEach(file -> used.addAll(check.facts(file).kamelets()));
    chosen.removeIf(
        file ->
            !isNeeded(file)
                && !check.isGood(file)
                && !used.contains(file.file().kamelet())
                && check.facts(file).routeTemplates().stream().noneMatch(used::contains));
  }

  private boolean isNeeded(FileVersion file) {
    return file.file().equals(sensor) || file.file().role() == Role.PIPELINE;
  }

  private void requireOnlyTheWay(FileVersion file) {
    for (String name : check.facts(file).takesFrom()) {
      if (taken.contains(name)) {
        throw new RouteFileException(
            "%s: one of its routes takes from '%s', where a trial ends; put it into a file of its own"
                .formatted(file.file().name(), name));
      }
    }
  }
}
