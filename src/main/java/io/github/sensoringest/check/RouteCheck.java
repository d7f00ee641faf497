package io.github.sensoringest.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the mistakes in route files before Camel loads them. Remembers what it knows of each file
 * until a check without it, so that another check of the same files is quick. Not thread-safe.
 */
public final class RouteCheck {
  private final Predicate<String> hasProperty;
  private final Predicate<String> hasBean;
  private final Set<String> allowedSchemes;
  private final Predicate<String> isTaken;
  private final Map<FileVersion, CheckedFile> known = new HashMap<>();
  private FileCheck fileCheck;

  /**
   * Creates a check for what the runtime knows; that must not change between two checks.
   *
   * @param hasProperty whether a placeholder has a value
   * @param hasBean whether there is a bean of the name, besides those that route files declare
   * @param allowedSchemes the components and languages that a sensor's file may use besides those
   *     that it may by default; {@code *} stands for all
   */
  public RouteCheck(
      Predicate<String> hasProperty, Predicate<String> hasBean, Set<String> allowedSchemes) {
    this(hasProperty, hasBean, allowedSchemes, name -> false);
  }

  /**
   * Creates a check as the other one, where some routes are in no file.
   *
   * @param isTaken whether such a route takes from an internal endpoint, such as {@code
   *     direct:rejected}
   */
  public RouteCheck(
      Predicate<String> hasProperty,
      Predicate<String> hasBean,
      Set<String> allowedSchemes,
      Predicate<String> isTaken) {
    this.hasProperty = requireNonNull(hasProperty, "hasProperty is null");
    this.hasBean = requireNonNull(hasBean, "hasBean is null");
    this.allowedSchemes = Set.copyOf(allowedSchemes);
    this.isTaken = requireNonNull(isTaken, "isTaken is null");
  }

  /** Returns all that is wrong in the files, by file and line; empty if nothing is. */
  public List<Finding> check(List<FileVersion> files) {
    return check(files, Set.of());
  }

  /**
   * Returns all that is wrong in the files, by file and line; empty if nothing is. Of two files
   * that claim the same, the later one in the list is wrong.
   *
   * @param refusedKamelets the names of kamelets that are left out because their files are wrong
   */
  public List<Finding> check(List<FileVersion> files, Set<String> refusedKamelets) {
    known.keySet().retainAll(new HashSet<>(files));
    List<CheckedFile> checked = new ArrayList<>(files.size());
    Findings findings = new Findings();
    for (FileVersion file : files) {
      CheckedFile it = checked(file);
      checked.add(it);
      it.findings().forEach(findings::add);
    }
    Inventories inventories = new Inventories(checked, refusedKamelets);
    Components components = fileCheck().components();
    new TemplateCheck(inventories, components, hasProperty, findings).check();
    RouteIdCheck ids = new RouteIdCheck(findings);
    ids.check(inventories.ids());
    ids.check(inventories.templateIds());
    ids.check(inventories.configurationIds());
    new DirectCheck(findings).check(inventories.endpoints());
    new QueueSizeCheck(findings).check(inventories.endpoints());
    // Nobody knows what the others would find in a file that could not be read.
    if (inventories.isComplete()) {
      new BeanCheck(inventories, components, hasBean, findings).check();
      new ConfigurationCheck(findings)
          .check(inventories.configurationUses(), inventories.configurationIds());
      new LinkCheck(isTaken, findings).check(inventories.endpoints());
    }
    return findings.sorted();
  }

  /** Returns what a file has and uses; of a file that cannot be read, nothing. */
  public FileFacts facts(FileVersion file) {
    return checked(file).inventory().facts();
  }

  /** Returns whether nothing is wrong with a file whatever the others have. */
  public boolean isGood(FileVersion file) {
    return checked(file).findings().isEmpty();
  }

  private CheckedFile checked(FileVersion file) {
    return known.computeIfAbsent(file, fileCheck()::check);
  }

  /** Reading Camel's schema and catalog takes its time; a gateway may be made and not started. */
  private FileCheck fileCheck() {
    if (fileCheck == null) {
      fileCheck = new FileCheck(hasProperty, hasBean, allowedSchemes);
    }
    return fileCheck;
  }
}
