package io.github.sensoringest.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.EipModel;

/** What Camel's catalog says of the steps. */
final class Steps {
  private final CamelCatalog catalog;
  private final Map<String, Optional<EipModel>> models = new HashMap<>();

  Steps(CamelCatalog catalog) {
    this.catalog = catalog;
  }

  Optional<EipModel> model(String name) {
    return models.computeIfAbsent(name, it -> Optional.ofNullable(catalog.eipModel(it)));
  }
}
