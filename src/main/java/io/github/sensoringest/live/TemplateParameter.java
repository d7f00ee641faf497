package io.github.sensoringest.live;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A parameter of a template, and the values that it takes.
 *
 * @param definition its JSON schema, as a kamelet has it; or what a route template says of it
 */
record TemplateParameter(
    String name, boolean required, Optional<String> defaultValue, Node definition) {

  /** Returns what is wrong with a value: what to write instead. */
  Optional<String> expected(String value) {
    List<String> values =
        Nodes.value(definition, "enum").stream()
            .flatMap(list -> Nodes.items(list).stream())
            .flatMap(item -> Nodes.text(item).stream())
            .toList();
    // Several values stand in one text, with commas between them.
    if (!values.isEmpty() && !values.containsAll(List.of(value.split(",", -1)))) {
      return Optional.of("one of " + String.join(", ", values));
    }
    return switch (Nodes.text(definition, "type").orElse("string")) {
      case "integer", "long" -> number(value, "[-+]?\\d+", "a whole number");
      case "number" -> number(value, "[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?", "a number");
      case "boolean" ->
          OptionValue.isBoolean(value) ? Optional.empty() : Optional.of("true or false");
      default -> text(value);
    };
  }

  private Optional<String> number(String value, String form, String what) {
    if (!value.matches(form)) {
      return Optional.of(what);
    }
    BigDecimal number = new BigDecimal(value);
    Optional<BigDecimal> minimum = limit("minimum");
    if (minimum.filter(limit -> number.compareTo(limit) < 0).isPresent()) {
      return Optional.of(what + " that is at least " + minimum.get().toPlainString());
    }
    Optional<BigDecimal> maximum = limit("maximum");
    if (maximum.filter(limit -> number.compareTo(limit) > 0).isPresent()) {
      return Optional.of(what + " that is at most " + maximum.get().toPlainString());
    }
    return Optional.empty();
  }

  private Optional<BigDecimal> limit(String key) {
    return Nodes.text(definition, key)
        .filter(text -> text.matches("[-+]?\\d+(\\.\\d+)?"))
        .map(BigDecimal::new);
  }

  private Optional<String> text(String value) {
    return Nodes.text(definition, "pattern")
        .filter(pattern -> !matches(pattern, value))
        .map(
            pattern ->
                "a text that matches "
                    + pattern
                    + Nodes.text(definition, "example")
                        .map(example -> ", such as " + example)
                        .orElse(""));
  }

  /** A JSON schema's pattern need only be found in the text. */
  private static boolean matches(String pattern, String value) {
    try {
      return Pattern.compile(pattern).matcher(value).find();
    } catch (PatternSyntaxException e) {
      // That is reported where the pattern stands.
      return true;
    }
  }
}
