package io.github.sensoringest.check;

import java.util.List;

/** What a file has, and what is wrong with it whatever the other files have. */
record CheckedFile(RouteFile file, Inventory inventory, List<Finding> findings) {
  CheckedFile {
    findings = List.copyOf(findings);
  }
}
