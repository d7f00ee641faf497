package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Checks that the beans which routes name exist. */
final class BeanCheck {
  private static final Pattern NAME = Pattern.compile("[\\w.$-]+");

  /** The components whose address is the name of a bean. */
  private static final Set<String> NAMED_BY_PATH = Set.of("bean", "ref");

  private final Inventories inventories;
  private final Components components;
  private final Predicate<String> hasBean;
  private final Findings findings;

  BeanCheck(
      Inventories inventories,
      Components components,
      Predicate<String> hasBean,
      Findings findings) {
    this.inventories = inventories;
    this.components = components;
    this.hasBean = hasBean;
    this.findings = findings;
  }

  void check() {
    inventories.beanUses().forEach(this::check);
    for (Endpoint endpoint : inventories.endpoints()) {
      if (NAMED_BY_PATH.contains(endpoint.scheme())) {
        check(new Inventory.BeanUse(endpoint.scope(), endpoint.uri(), endpoint.path(), false));
      }
      for (Endpoint.Option option : endpoint.options()) {
        if (option.text().startsWith("#")
            && components.takesBean(endpoint.scheme(), option.name())) {
          check(new Inventory.BeanUse(endpoint.scope(), option.value(), option.text(), false));
        }
      }
    }
  }

  private void check(Inventory.BeanUse use) {
    if (use.plain() && use.name().startsWith("#")) {
      findings.report(
          use.scope().file(),
          use.at(),
          "the name of a bean stands here without '#': write '%s'".formatted(name(use.name())));
      return;
    }
    for (String reference : use.name().split(",")) {
      String name = name(reference.strip());
      // Classes (#class:...) and computed names are none.
      if (NAME.matcher(name).matches() && !isKnown(name, use.scope())) {
        findings.report(
            use.scope().file(),
            use.at(),
            "there is no bean '%s'%s"
                .formatted(name, Suggestions.didYouMean(name, inventories.beans())));
      }
    }
  }

  private boolean isKnown(String name, Scope scope) {
    return scope.beans().contains(name) || inventories.beans().contains(name) || hasBean.test(name);
  }

  private static String name(String reference) {
    if (reference.startsWith("#bean:")) {
      String name = reference.substring("#bean:".length());
      int method = name.indexOf('?');
      return method < 0 ? name : name.substring(0, method);
    }
    return reference.startsWith("#") ? reference.substring(1) : reference;
  }
}
