package io.github.sensoringest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the files have and use together, in their order. */
final class Inventories {
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<Inventory.BeanUse> beanUses = new ArrayList<>();
  private final List<Inventory.Named> ids = new ArrayList<>();
  private final List<Inventory.Named> templateIds = new ArrayList<>();
  private final List<Inventory.Named> configurationIds = new ArrayList<>();
  private final List<Inventory.Named> configurationUses = new ArrayList<>();
  private final List<Inventory.TemplateUse> templateUses = new ArrayList<>();
  private final Set<String> beans = new HashSet<>();
  private final Map<String, Template> routeTemplates = new HashMap<>();
  private final Map<String, Template> kamelets = new HashMap<>();
  private final Set<String> faultyKamelets = new HashSet<>();
  private final Set<String> refusedKamelets;
  private boolean complete = true;

  /**
   * Puts together what the files have.
   *
   * @param refusedKamelets the names of kamelets whose files are not among these
   */
  Inventories(List<CheckedFile> files, Set<String> refusedKamelets) {
    this.refusedKamelets = refusedKamelets;
    files.forEach(this::add);
  }

  private void add(CheckedFile checked) {
    Inventory inventory = checked.inventory();
    endpoints.addAll(inventory.endpoints());
    beanUses.addAll(inventory.beanUses());
    ids.addAll(inventory.ids());
    templateIds.addAll(inventory.templateIds());
    configurationIds.addAll(inventory.configurationIds());
    configurationUses.addAll(inventory.configurationUses());
    templateUses.addAll(inventory.templateUses());
    beans.addAll(inventory.beans());
    routeTemplates.putAll(inventory.routeTemplates());
    inventory.kamelet().ifPresent(kamelet -> kamelets.put(kamelet.name(), kamelet));
    if (checked.file().role() == Role.KAMELET) {
      if (!checked.findings().isEmpty()) {
        faultyKamelets.add(KameletReader.name(checked.file()));
      }
    } else {
      complete &= !inventory.isMissing();
    }
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  List<Inventory.BeanUse> beanUses() {
    return beanUses;
  }

  /** Returns the ids of routes and of their steps, which Camel wants to differ. */
  List<Inventory.Named> ids() {
    return ids;
  }

  List<Inventory.Named> configurationUses() {
    return configurationUses;
  }

  List<Inventory.Named> configurationIds() {
    return configurationIds;
  }

  List<Inventory.Named> templateIds() {
    return templateIds;
  }

  List<Inventory.TemplateUse> templateUses() {
    return templateUses;
  }

  /** Returns the beans that files declare for all routes. */
  Set<String> beans() {
    return beans;
  }

  Optional<Template> routeTemplate(String name) {
    return Optional.ofNullable(routeTemplates.get(name));
  }

  Set<String> routeTemplates() {
    return routeTemplates.keySet();
  }

  Optional<Template> kamelet(String name) {
    return Optional.ofNullable(kamelets.get(name));
  }

  Set<String> kamelets() {
    return kamelets.keySet();
  }

  /** Says whether all route files were read. */
  boolean isComplete() {
    return complete;
  }

  /** Says whether the kamelet's own file has mistakes, so that nobody knows what it takes. */
  boolean isFaulty(String kamelet) {
    return faultyKamelets.contains(kamelet);
  }

  /** Says whether the kamelet's file was refused, and so is not among these. */
  boolean isRefused(String kamelet) {
    return refusedKamelets.contains(kamelet);
  }
}
