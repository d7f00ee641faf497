package io.github.sensoringest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A parameter of a template, and the values that it takes.
 *
 * @param type the type that its JSON schema names, {@code string} if none
 * @param values those that it takes; empty if it takes others
 * @param pattern what a text must match; nothing if it is no regular expression
 */
record TemplateParameter(
    String name,
    boolean required,
    Optional<String> defaultValue,
    Optional<String> title,
    Optional<String> description,
    Optional<String> example,
    String type,
    List<String> values,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum,
    Optional<Pattern> pattern) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?\\d+");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?");
  private static final Pattern LIMIT = Pattern.compile("[-+]?\\d+(\\.\\d+)?");

  /**
   * Reads one.
   *
   * @param definition its JSON schema, as a kamelet has it; or what a route template says of it
   */
  static TemplateParameter of(
      String name, boolean required, Optional<String> defaultValue, Node definition) {
    return new TemplateParameter(
        name,
        required,
        defaultValue,
        Nodes.text(definition, "title"),
        Nodes.text(definition, "description"),
        Nodes.text(definition, "example"),
        Nodes.text(definition, "type").orElse("string"),
        Nodes.value(definition, "enum").stream()
            .flatMap(list -> Nodes.items(list).stream())
            .flatMap(item -> Nodes.text(item).stream())
            .toList(),
        limit(definition, "minimum"),
        limit(definition, "maximum"),
        Nodes.text(definition, "pattern").flatMap(TemplateParameter::compiled));
  }

  private static Optional<BigDecimal> limit(Node definition, String key) {
    return Nodes.text(definition, key)
        .filter(text -> LIMIT.matcher(text).matches())
        .map(BigDecimal::new);
  }

  private static Optional<Pattern> compiled(String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      // That is reported where the pattern stands.
      return Optional.empty();
    }
  }

  /** Returns what is wrong with a value: what to write instead. */
  Optional<String> expected(String value) {
    // Several values stand in one text, with commas between them.
    if (!values.isEmpty()
        && !values.contains(value)
        && !values.containsAll(List.of(value.split(",", -1)))) {
      return Optional.of("one of " + String.join(", ", values));
    }
    return switch (type) {
      case "integer", "long" -> number(value, WHOLE_NUMBER, "a whole number");
      case "number" -> number(value, NUMBER, "a number");
      case "boolean" ->
          OptionValue.isBoolean(value) ? Optional.empty() : Optional.of("true or false");
      default -> text(value);
    };
  }

  private Optional<String> number(String value, Pattern form, String what) {
    if (!form.matcher(value).matches()) {
      return Optional.of(what);
    }
    if (minimum.isPresent() && new BigDecimal(value).compareTo(minimum.get()) < 0) {
      return Optional.of(what + " that is at least " + minimum.get().toPlainString());
    }
    if (maximum.isPresent() && new BigDecimal(value).compareTo(maximum.get()) > 0) {
      return Optional.of(what + " that is at most " + maximum.get().toPlainString());
    }
    return Optional.empty();
  }

  private Optional<String> text(String value) {
    // A JSON schema's pattern need only be found in the text.
    return pattern
        .filter(it -> !it.matcher(value).find())
        .map(
            it ->
                "a text that matches "
                    + it.pattern()
                    + example.map(text -> ", such as " + text).orElse(""));
  }
}
