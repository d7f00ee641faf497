package io.github.sensoringest.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that the classes which routes name exist. */
final class ClassCheck {
  private static final Pattern CLASS = Pattern.compile("(?:#class:|#type:)?([\\w.$]+)(?:\\(.*)?");

  private final Findings findings;

  ClassCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Inventory.Named> classes) {
    for (Inventory.Named use : classes) {
      Matcher matcher = CLASS.matcher(use.name());
      if (matcher.matches() && !exists(matcher.group(1))) {
        findings.report(
            use.scope().file(),
            use.at(),
            "there is no class '%s'; write its full name, with its package"
                .formatted(matcher.group(1)));
      }
    }
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, ClassCheck.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
