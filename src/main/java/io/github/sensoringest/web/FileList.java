package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.live.FileStatus;
import io.github.sensoringest.live.FolderChange;
import io.github.sensoringest.live.FolderStatus;
import io.github.sensoringest.live.LiveFolder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The route files, and what happened to them. Thread-safe. */
final class FileList {
  private static final int MOST_EVENTS = 200;

  private final LiveFolder folder;

  FileList(LiveFolder folder) {
    this.folder = folder;
  }

  /** Returns every file, those with something to mend first. */
  ObjectNode files() {
    FolderStatus status = folder.status();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("generation", status.generation());
    json.put("problem", status.problem().orElse(null));
    ArrayNode array = json.putArray("files");
    status.files().stream()
        .sorted(Comparator.comparing(FileStatus::isWell).thenComparing(FileStatus::file))
        .forEach(file -> write(file, array.addObject()));
    return json;
  }

  private static void write(FileStatus file, ObjectNode json) {
    json.put("name", file.file());
    json.put("role", file.role().name().toLowerCase(Locale.ROOT));
    json.put("state", file.state().label());
    json.put("version", file.version().orElse(null));
    json.put("wantedVersion", file.wantedVersion().orElse(null));
    json.put("since", file.since().map(Object::toString).orElse(null));
    ArrayNode routes = json.putArray("routes");
    file.routes().forEach(routes::add);
    ArrayNode messages = json.putArray("messages");
    file.messages().forEach(messages::add);
  }

  /** Returns the changes after the one with this number, the latest first. */
  ObjectNode events(long after) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("events");
    List<FolderChange> changes = folder.changes();
    for (int i = changes.size() - 1; i >= 0 && array.size() < MOST_EVENTS; i--) {
      FolderChange change = changes.get(i);
      if (change.number() > after) {
        ObjectNode event = array.addObject();
        event.put("number", change.number());
        event.put("time", change.time().toString());
        event.put("file", change.file());
        event.put("text", change.text());
        event.put("toMend", change.toMend());
      }
    }
    return json;
  }
}
