package io.github.sensoringest;

import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The default configuration, but without a page, and but for what a test says. */
public final class TestSettings {
  /** Where the data folders of tests are that name none. */
  private static final String DATA_FOLDERS = "target/test-data/";

  private TestSettings() {}

  /** Returns the configuration with these {@code key=value} pairs. */
  public static Configuration configuration(String... keyValues) {
    Map<String, String> given = new HashMap<>();
    // Nothing that a test leaves behind is to lie about in the sources.
    given.put("data.folder", DATA_FOLDERS + test());
    // Tests run next to each other, and there is one port.
    given.put("web.enabled", "false");
    for (String keyValue : keyValues) {
      String[] parts = keyValue.split("=", 2);
      given.put(parts[0], parts[1]);
    }
    return Configuration.load(List.of(), Map.of(), given);
  }

  /** Returns the settings with these {@code key=value} pairs. */
  public static Settings with(String... keyValues) {
    return Settings.of(configuration(keyValues));
  }

  /** Returns the class of the test, so that none finds what another one has left. */
  private static String test() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(frame -> frame.getDeclaringClass().getSimpleName())
                    .filter(name -> name.endsWith("Test"))
                    .findFirst()
                    .orElse("other"));
  }
}
