package io.github.sensoringest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddedJarsTest {
  private static final Path LIB = Path.of("home", "lib");

  private static AddedJars of(String... jars) {
    String[] paths = new String[jars.length];
    for (int i = 0; i < jars.length; i++) {
      paths[i] = LIB.resolve(jars[i]).toString();
    }
    return AddedJars.of(String.join(File.pathSeparator, paths), LIB.resolve("ext"));
  }

  @Test
  void jarThatIsNowhereElseIsInUse() {
    assertThat(of("camel-api-4.18.0.jar", "ext/camel-milo-4.17.0.jar"))
        .isEqualTo(new AddedJars(1, List.of()));
  }

  @Test
  void jarThatTheGatewayHasInAnotherVersionIsNot() {
    AddedJars added =
        of("netty-common-4.1.130.Final.jar", "ext/netty-common-4.1.127.Final.jar", "ext/guava.jar");

    assertThat(added.used()).isEqualTo(1);
    assertThat(added.shadowed())
        .containsExactly("netty-common-4.1.127.Final.jar (netty-common-4.1.130.Final.jar)");
  }

  @Test
  void ofTwoVersionsThatWereAddedTheFirstIsInUse() {
    AddedJars added = of("ext/camel-milo-4.17.0.jar", "ext/camel-milo-4.18.0.jar");

    assertThat(added.used()).isEqualTo(1);
    assertThat(added.shadowed()).containsExactly("camel-milo-4.18.0.jar (camel-milo-4.17.0.jar)");
  }

  @Test
  void sameJarOnceMoreIsNotWorthAWord() {
    assertThat(of("slf4j-api-2.0.17.jar", "ext/slf4j-api-2.0.17.jar"))
        .isEqualTo(new AddedJars(0, List.of()));
  }

  @Test
  void longerNameIsAnotherJar() {
    assertThat(of("camel-kafka-4.18.0.jar", "ext/camel-kafka-extra-1.0.jar").shadowed()).isEmpty();
  }
}
