package io.github.sensoringest.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A routes folder of counting sensors that is edited as people and programs do, by chance. */
final class EditedFolder {
  private static final Path SHIPPED = Path.of("routes");

  private static final String ACTION = "kamelets/quality-action.kamelet.yaml";

  private static final String KAMELET =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: counting-source
      spec:
        definition:
          title: Counting
          type: object
          required:
            - sensorId
          properties:
            sensorId:
              title: Sensor Id
              type: string
            period:
              title: Period
              type: string
              default: 5ms
        template:
          from:
            uri: timer:{{routeId}}
            parameters:
              delay: "{{period}}"
              period: "{{period}}"
            steps:
              - setBody:
                  expression:
                    constant:
                      expression: "{{sensorId}}"
              - process:
                  ref: sequence
              - to:
                  uri: kamelet:sink
      """;

  private static final String SINK =
      """
      - route:
          id: sink-sequence
          routeConfigurationId: retry
          from:
            uri: direct:sink-sequence
            steps:
              - process:
                  ref: sequenceSink
      """;

  private final Path path;
  private final Random random;
  private final List<String> untouched = List.of("still-0", "still-1", "still-2");
  private final List<Path> sensors = new ArrayList<>();
  private final Map<Path, String> broken = new TreeMap<>();
  private int made;
  private int edits;

  EditedFolder(Path path, long seed) {
    this.path = path;
    this.random = new Random(seed);
    for (String part : List.of("pipeline", "sensors", "sinks", "kamelets")) {
      create(path.resolve(part));
    }
    for (Path file : list(SHIPPED.resolve("pipeline"))) {
      write(path.resolve("pipeline").resolve(file.getFileName()), read(file));
    }
    write(path.resolve("kamelets/counting-source.kamelet.yaml"), KAMELET);
    write(path.resolve(ACTION), read(SHIPPED.resolve(ACTION)));
    write(path.resolve("sinks/sequence.camel.yaml"), SINK);
    untouched.forEach(id -> write(path.resolve("sensors/" + id + ".camel.yaml"), plain(id)));
    for (int i = 0; i < 6; i++) {
      add();
    }
  }

  Path path() {
    return path;
  }

  /** Returns the ids of routes that no edit concerns. */
  List<String> untouched() {
    return untouched;
  }

  /** Returns the version of each file, by its name. */
  Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (Path folder : list(path)) {
      for (Path file : list(folder)) {
        versions.put(file.toString(), sha256(read(file)).substring(0, 12));
      }
    }
    return versions;
  }

  /** Does something that a person or a program may do to the folder, and waits a moment. */
  void edit() {
    edits++;
    switch (random.nextInt(14)) {
      case 0, 1 -> add();
      case 2, 3, 4 -> onASensor(file -> change(file));
      case 5 -> onASensor(this::remove);
      case 6 -> onASensor(this::rename);
      case 7, 8 -> onASensor(file -> breakIt(file));
      case 9 -> mend();
      case 10 ->
          change(
              path.resolve(
                  random.nextBoolean() ? "kamelets/counting-source.kamelet.yaml" : ACTION));
      case 11 -> change(path.resolve("sinks/sequence.camel.yaml"));
      case 12 -> change(one(list(path.resolve("pipeline"))));
      default -> many();
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(120)));
  }

  /** Mends what is broken, so that all files can run. */
  void mendAll() {
    while (!broken.isEmpty()) {
      mend();
    }
  }

  private void onASensor(java.util.function.Consumer<Path> edit) {
    if (sensors.isEmpty()) {
      add();
    } else {
      edit.accept(one(sensors));
    }
  }

  private void add() {
    String id = "sensor-" + made++;
    Path file = path.resolve("sensors").resolve(id + ".camel.yaml");
    save(file, random.nextBoolean() ? plain(id) : withKamelet(id));
    sensors.add(file);
  }

  private void change(Path file) {
    if (broken.containsKey(file)) {
      return;
    }
    save(file, read(file).replaceAll("# edit .*\n", "") + "# edit " + edits + "\n");
  }

  private void remove(Path file) {
    sensors.remove(file);
    broken.remove(file);
    delete(file);
  }

  private void rename(Path file) {
    if (broken.containsKey(file)) {
      return;
    }
    Path renamed = path.resolve("sensors/renamed-" + edits + ".camel.yaml");
    move(file, renamed);
    sensors.set(sensors.indexOf(file), renamed);
  }

  private void breakIt(Path file) {
    if (broken.containsKey(file)) {
      return;
    }
    String good = read(file);
    String bad =
        switch (random.nextInt(4)) {
          case 0 -> good.substring(0, good.length() / 2) + "\n  }}";
          case 1 -> good.replace("uri:", "urii:");
          case 2 -> good.replaceFirst("id: [a-z0-9-]+", "id: still-0");
          default -> "";
        };
    broken.put(file, good);
    save(file, bad);
  }

  private void mend() {
    if (!broken.isEmpty()) {
      Path file = one(List.copyOf(broken.keySet()));
      save(file, broken.remove(file));
    }
  }

  /** As a checkout of another branch does. */
  private void many() {
    for (int i = 0; i < 5; i++) {
      onASensor(this::change);
    }
    change(one(list(path.resolve("pipeline"))));
    add();
  }

  /** As the different editors do. */
  private void save(Path file, String text) {
    switch (random.nextInt(3)) {
      case 0 -> {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        write(temporary, text);
        move(temporary, file);
      }
      case 1 -> {
        write(file, text.substring(0, text.length() / 2));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(40)));
        write(file, text);
      }
      default -> write(file, text);
    }
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String plain(String id) {
    return """
        - route:
            id: %s
            from:
              uri: timer:%s
              parameters:
                delay: %d
                period: 5
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: %s
                - process:
                    ref: sequence
                - to:
                    uri: direct:readings
        """
        .formatted(id, id, random.nextInt(20), id);
  }

  private static String withKamelet(String id) {
    return """
        - route:
            id: %s
            from:
              uri: kamelet:counting-source
              parameters:
                sensorId: %s
              steps:
                - to:
                    uri: kamelet:quality-action
                    parameters:
                      min: 0
                - to:
                    uri: direct:readings
        """
        .formatted(id, id);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
