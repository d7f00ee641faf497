package io.github.sensoringest.check;

import java.util.Set;

/** Checks the names of files: Camel tells the kind of a file by all that follows the first dot. */
final class FileNameCheck {
  private static final String KAMELET = "kamelet.yaml";
  private static final Set<String> ROUTES = Set.of("camel.yaml", "yaml");

  private final Findings findings;

  FileNameCheck(Findings findings) {
    this.findings = findings;
  }

  /** Says whether Camel can load a file of the name; if not, that is reported. */
  boolean isGood(RouteFile file) {
    String name = file.fileName();
    String extension = name.substring(name.indexOf('.') + 1);
    boolean kamelet = file.role() == Role.KAMELET;
    if (kamelet ? extension.equals(KAMELET) : ROUTES.contains(extension)) {
      return true;
    }
    if (extension.equals(KAMELET)) {
      findings.report(file, "a kamelet belongs to the folder kamelets/; move it there");
      return false;
    }
    String stem = name.replaceAll("(?i)(\\.(camel|kamelet|pipe))?\\.ya?ml$", "");
    findings.report(
        file,
        "Camel cannot load a file of this name; call it %s.%s"
            .formatted(stem.replace('.', '-'), kamelet ? KAMELET : "camel.yaml"));
    return false;
  }
}
