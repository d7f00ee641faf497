package io.github.sensoringest.check;

import java.util.List;
import java.util.stream.Collectors;

/** The route files cannot be used; the message says where, why, and what to write instead. */
public final class RouteFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /** Creates one with a message for a person. */
  public RouteFileException(String message) {
    super(message);
    findings = List.of();
  }

  /** Creates one whose message has a line for each finding. */
  public RouteFileException(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** Returns what is wrong in the files; empty if the folder itself is at fault. */
  public List<Finding> findings() {
    return findings == null ? List.of() : findings;
  }
}
