package io.github.sensoringest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.EipModel;

/** What Camel's catalog says of the steps. */
final class Steps {
  /**
   * A kind of step.
   *
   * @param options by name
   * @param expressions those options that are expressions and must be given
   */
  record Step(Map<String, BaseOptionModel> options, List<BaseOptionModel> expressions) {
    private static Step of(EipModel model) {
      return new Step(
          model.getOptions().stream()
              .collect(
                  Collectors.toMap(
                      BaseOptionModel::getName, Function.identity(), (first, second) -> first)),
          model.getOptions().stream()
              .filter(option -> "expression".equals(option.getKind()) && option.isRequired())
              .map(BaseOptionModel.class::cast)
              .toList());
    }
  }

  private final CamelCatalog catalog;
  private final Map<String, Optional<Step>> steps = new HashMap<>();

  Steps(CamelCatalog catalog) {
    this.catalog = catalog;
  }

  Optional<Step> step(String name) {
    return steps.computeIfAbsent(
        name, it -> Optional.ofNullable(catalog.eipModel(it)).map(Step::of));
  }
}
