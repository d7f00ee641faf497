package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Path SHIPPED = Path.of("routes");

  private final Planner planner = new Planner(new RouteCheck(name -> true, name -> true, Set.of()));

  @Test
  void whatIsGoodIsAdded() {
    Plan plan = plan(List.of(), with(shipped(), sensor("a", "a")));

    assertThat(plan.added()).hasSize(shipped().size() + 1);
    assertThat(plan.refused()).isEmpty();
  }

  @Test
  void whatHasNotChangedIsKept() {
    List<FileVersion> files = with(shipped(), sensor("a", "a"));

    assertThat(plan(files, files).changesNothing()).isTrue();
    assertThat(plan(files, files).kept()).isEqualTo(files);
  }

  @Test
  void fileWithAMistakeIsRefusedAndTheOthersAreNot() {
    FileVersion bad = version("sensors/bad.camel.yaml", sensorText("bad").replace("uri", "urii"));

    Plan plan = plan(List.of(), with(shipped(), sensor("a", "a"), bad));

    assertThat(plan.refused()).containsOnlyKeys(bad);
    assertThat(plan.added()).hasSize(shipped().size() + 1);
  }

  @Test
  void changedFileWithAMistakeLeavesTheVersionThatRuns() {
    FileVersion good = sensor("a", "a");
    FileVersion bad = version("sensors/a.camel.yaml", sensorText("a").replace("uri", "urii"));

    Plan plan = plan(with(shipped(), good), with(shipped(), bad));

    assertThat(plan.refused()).containsOnlyKeys(bad);
    assertThat(plan.changesNothing()).isTrue();
  }

  @Test
  void fileThatClaimsAnIdThatRunsIsRefusedThoughItComesFirstByName() {
    FileVersion running = sensor("b", "x");
    FileVersion second = sensor("a", "x");

    Plan plan = plan(with(shipped(), running), with(shipped(), second, running));

    assertThat(plan.refused()).containsOnlyKeys(second);
    assertThat(plan.refused().get(second))
        .extracting(Finding::message)
        .containsExactly("the id 'x' is taken by sensors/b.camel.yaml:2; write another one");
  }

  @Test
  void idMayMoveFromOneChangingFileToAnother() {
    List<FileVersion> running = with(shipped(), sensor("a", "x"), sensor("b", "y"));
    FileVersion a = version("sensors/a.camel.yaml", sensorText("y"));
    FileVersion b = version("sensors/b.camel.yaml", sensorText("x"));

    Plan plan = plan(running, with(shipped(), a, b));

    assertThat(plan.refused()).isEmpty();
    assertThat(plan.changed()).hasSize(2);
  }

  @Test
  void renamedFileIsNeitherAddedNorRemoved() {
    FileVersion old = sensor("a", "x");
    FileVersion now = sensor("b", "x");

    Plan plan = plan(with(shipped(), old), with(shipped(), now));

    assertThat(plan.renamed()).containsEntry(old, now).hasSize(1);
    assertThat(plan.added()).isEmpty();
    assertThat(plan.removed()).isEmpty();
  }

  @Test
  void fileThatIsRenamedToWhatCannotBeLoadedRunsOn() {
    FileVersion old = sensor("a", "x");
    FileVersion now = version("sensors/line.1.camel.yaml", sensorText("x"));

    Plan plan = plan(with(shipped(), old), with(shipped(), now));

    assertThat(plan.refused()).containsOnlyKeys(now);
    assertThat(plan.held()).containsOnlyKeys(old);
    assertThat(plan.removed()).isEmpty();
  }

  @Test
  void partOfThePipelineThatOthersNeedIsHeldWhenItIsGone() {
    List<FileVersion> running = with(shipped(), sensor("a", "a"));
    List<FileVersion> wanted =
        running.stream().filter(it -> !it.file().name().contains("entry")).toList();

    Plan plan = plan(running, wanted);

    assertThat(plan.held().keySet())
        .extracting(it -> it.file().fileName())
        .containsExactly("entry.camel.yaml");
    assertThat(plan.removed()).isEmpty();
  }

  @Test
  void partOfThePipelineThatNoRouteNamesIsHeldToo() {
    List<FileVersion> running = with(shipped(), sensor("a", "a"));
    List<FileVersion> wanted =
        running.stream().filter(it -> !it.file().name().contains("close-windows")).toList();

    assertThat(plan(running, wanted).held().values())
        .containsExactly("the gateway cannot do without it");
  }

  @Test
  void routesOfTheAlarmsAreHeldToo() {
    List<FileVersion> running = with(shipped(), sensor("a", "a"));
    List<FileVersion> wanted =
        running.stream().filter(it -> !it.file().name().contains("alarms")).toList();

    assertThat(plan(running, wanted).held().keySet())
        .extracting(it -> it.file().fileName())
        .containsExactlyInAnyOrder("alarms.camel.yaml", "deliver-alarms.camel.yaml");
  }

  @Test
  void lastSinksAreHeld() {
    List<FileVersion> running = with(shipped(), sensor("a", "a"));
    List<FileVersion> wanted =
        running.stream().filter(it -> it.file().role() != Role.SINK).toList();

    assertThat(plan(running, wanted).held().values())
        .containsOnly("without a sink, windows would go nowhere");
  }

  @Test
  void sensorThatIsGoneIsRemovedThoughAnotherSendsToIt() {
    FileVersion taker =
        version(
            "sensors/taker.camel.yaml",
            sensorText("taker").replace("kamelet:host-sensor-source", "direct:taker"));
    FileVersion sender =
        version(
            "sensors/sender.camel.yaml",
            sensorText("sender").replace("direct:readings", "direct:taker"));

    Plan plan = plan(with(shipped(), taker, sender), with(shipped(), sender));

    assertThat(plan.removed()).containsExactly(taker);
    assertThat(plan.troubled()).containsOnlyKeys(sender);
  }

  @Test
  void kameletThatWouldBreakARunningSensorIsRefused() {
    List<FileVersion> running = with(shipped(), sensor("a", "a"));
    List<FileVersion> wanted = new ArrayList<>();
    FileVersion changed = null;
    for (FileVersion version : running) {
      if (version.file().fileName().startsWith("host")) {
        String text = new String(version.content(), StandardCharsets.UTF_8);
        changed =
            FileVersion.of(
                version.file(), text.replace("period", "every").getBytes(StandardCharsets.UTF_8));
        wanted.add(changed);
      } else {
        wanted.add(version);
      }
    }

    Plan plan = plan(running, wanted);

    assertThat(plan.refused()).containsOnlyKeys(changed);
    assertThat(plan.refused().get(changed).get(0).message())
        .startsWith("with this, something that runs would break: sensors/a.camel.yaml:")
        .contains("has no parameter 'period'");
  }

  @Test
  void userOfANewKameletThatIsRefusedIsRefusedToo() {
    FileVersion kamelet = version("kamelets/new-source.kamelet.yaml", "apiVersion: nonsense\n");
    FileVersion user =
        version(
            "sensors/user.camel.yaml",
            sensorText("user").replace("host-sensor-source", "new-source"));

    Plan plan = plan(List.of(), with(shipped(), kamelet, user, sensor("a", "a")));

    assertThat(plan.refused()).containsOnlyKeys(kamelet, user);
    assertThat(plan.refused().get(user).toString()).contains("'new-source' was refused");
  }

  @Test
  void shippedPipelineGivesWayToTheFoldersOwn() {
    List<FileVersion> running = with(shipped(), sensor("a", "a"));
    List<FileVersion> wanted = new ArrayList<>();
    for (FileVersion version : running) {
      wanted.add(
          version.file().role() == Role.PIPELINE
              ? version(
                  "pipeline/" + version.file().fileName(),
                  new String(version.content(), StandardCharsets.UTF_8) + "# mine\n")
              : version);
    }

    Plan plan = plan(running, wanted);

    assertThat(plan.refused()).isEmpty();
    assertThat(plan.held()).isEmpty();
    assertThat(plan.moved()).as("what has routes").hasSize(8);
    assertThat(plan.removed()).hasSize(1);
    assertThat(plan.added()).hasSize(1);
  }

  private Plan plan(List<FileVersion> running, List<FileVersion> wanted) {
    return planner.plan(running, wanted);
  }

  private static List<FileVersion> with(List<FileVersion> some, FileVersion... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static List<FileVersion> shipped() {
    try (Stream<Path> paths = Files.walk(SHIPPED)) {
      return paths
          .filter(path -> path.toString().endsWith(".yaml"))
          .filter(path -> !path.startsWith(SHIPPED.resolve("sensors")))
          .sorted()
          .map(
              path ->
                  new RouteFile(
                      path,
                      path.toString(),
                      Role.ofFolder(SHIPPED.relativize(path).getName(0).toString())))
          .map(FileVersion::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileVersion sensor(String file, String routeId) {
    return version("sensors/" + file + ".camel.yaml", sensorText(routeId));
  }

  private static FileVersion version(String name, String text) {
    Role role = Role.ofFolder(name.substring(0, name.indexOf('/')));
    return FileVersion.of(
        new RouteFile(Path.of(name), name, role), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sensorText(String routeId) {
    return """
        - route:
            id: %s
            from:
              uri: kamelet:host-sensor-source
              parameters:
                period: 1s
              steps:
                - to:
                    uri: direct:readings
        """
        .formatted(routeId);
  }
}
