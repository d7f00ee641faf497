package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The text of a new sensor's file: what its kamelet needs, and what else it takes as comments. */
public final class NewSensor {
  private static final String SENSOR_ID = "sensorId";
  private static final int WIDTH = 100;
  private static final String PARAMETER = " ".repeat(8);

  /** Texts that need no quotes in YAML. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z]([\\w,./ -]*[\\w./-])?|-?\\d+(\\.\\d+)?[a-z]*");

  private final String name;
  private final Node definition;
  private final Template kamelet;
  private final Map<String, String> given;

  private NewSensor(String name, Node definition, Template kamelet, Map<String, String> given) {
    this.name = name;
    this.definition = definition;
    this.kamelet = kamelet;
    this.given = given;
  }

  /**
   * Prepares a file.
   *
   * @param name the id of the route
   * @param files those of the routes folder, the kamelets among them
   * @param given the values of parameters
   * @throws IllegalArgumentException with a message for a person, if there is no such kamelet or
   *     parameter, or a parameter is missing
   * @throws RouteFileException if the kamelet's file has mistakes
   */
  public static NewSensor of(
      String name, String kamelet, List<FileVersion> files, Map<String, String> given) {
    Map<String, FileVersion> kamelets = new TreeMap<>();
    for (FileVersion version : files) {
      if (version.file().role() == Role.KAMELET) {
        kamelets.put(KameletReader.name(version.file()), version);
      }
    }
    FileVersion version = kamelets.get(kamelet);
    if (version == null) {
      String hint = Suggestions.didYouMean(kamelet, kamelets.keySet());
      throw new IllegalArgumentException(
          "unknown kamelet '%s'%s"
              .formatted(
                  kamelet,
                  hint.isEmpty() ? "; there are " + String.join(", ", kamelets.keySet()) : hint));
    }
    Findings findings = new Findings();
    Node root = new YamlReader(findings).read(version).orElse(null);
    Template template =
        root == null ? null : new KameletReader(findings).read(version.file(), root).orElse(null);
    if (template == null) {
      throw new RouteFileException(findings.sorted());
    }
    Node definition =
        Nodes.value(root, "spec").flatMap(spec -> Nodes.value(spec, "definition")).orElse(root);
    Map<String, String> values = new TreeMap<>(given);
    if (template.parameters().containsKey(SENSOR_ID)) {
      values.putIfAbsent(SENSOR_ID, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
    checkArguments(template, values);
    return new NewSensor(name, definition, template, values);
  }

  private static void checkArguments(Template kamelet, Map<String, String> given) {
    if (!kamelet.source()) {
      throw new IllegalArgumentException(
          "the kamelet '%s' is no source; name one that makes readings".formatted(kamelet.name()));
    }
    Set<String> known = kamelet.parameters().keySet();
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        String hint = Suggestions.didYouMean(key, known);
        throw new IllegalArgumentException(
            "the kamelet '%s' has no parameter '%s'%s"
                .formatted(
                    kamelet.name(),
                    key,
                    hint.isEmpty() ? "; it has " + String.join(", ", known) : hint));
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    for (TemplateParameter parameter : kamelet.parameters().values()) {
      if (kamelet.needs(parameter) && !given.containsKey(parameter.name())) {
        missing.add("'" + parameter.name() + "'");
        examples.add("--set " + parameter.name() + "=" + parameter.example().orElse("VALUE"));
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the kamelet '%s' needs %s; give for example %s"
              .formatted(
                  kamelet.name(), String.join(" and ", missing), String.join(" ", examples)));
    }
  }

  /** Returns the file's text. */
  public String text() {
    StringBuilder text = new StringBuilder();
    Nodes.text(definition, "description").ifPresent(about -> comment(text, "", about));
    text.append("- route:\n    id: ").append(quoted(name)).append('\n');
    text.append("    description: ").append(quoted(description())).append('\n');
    text.append("    from:\n      uri: kamelet:").append(kamelet.name()).append('\n');
    if (!kamelet.parameters().isEmpty()) {
      // With comments alone below it, it would have no value.
      text.append(given.isEmpty() ? "      #parameters:\n" : "      parameters:\n");
      kamelet.parameters().values().forEach(parameter -> parameter(text, parameter));
    }
    text.append("      steps:\n        - to:\n            uri: direct:readings\n");
    return text.toString();
  }

  private String description() {
    return Nodes.text(definition, "title").orElse("The sensor") + " " + name + ".";
  }

  private void parameter(StringBuilder text, TemplateParameter parameter) {
    String value = given.get(parameter.name());
    comment(text, PARAMETER, explanation(parameter, value != null));
    String shown =
        value != null ? value : parameter.defaultValue().or(parameter::example).orElse("");
    text.append(PARAMETER)
        .append(value == null ? "#" : "")
        .append(parameter.name())
        .append(": ")
        .append(quoted(shown))
        .append('\n');
  }

  private static String explanation(TemplateParameter parameter, boolean isGiven) {
    StringBuilder text =
        new StringBuilder(parameter.description().or(parameter::title).orElse(parameter.name()));
    if (!parameter.values().isEmpty()) {
      text.append(" One of ").append(String.join(", ", parameter.values())).append('.');
    }
    String least = parameter.minimum().map(BigDecimal::toPlainString).orElse("");
    String most = parameter.maximum().map(BigDecimal::toPlainString).orElse("");
    if (!least.isEmpty() && !most.isEmpty()) {
      text.append(" From ").append(least).append(" to ").append(most).append('.');
    } else if (!least.isEmpty()) {
      text.append(" At least ").append(least).append('.');
    } else if (!most.isEmpty()) {
      text.append(" At most ").append(most).append('.');
    }
    parameter
        .defaultValue()
        // Where nothing is given, the line below shows it.
        .filter(value -> isGiven && !value.isEmpty())
        .ifPresent(value -> text.append(" Default: ").append(value).append('.'));
    parameter.example().ifPresent(value -> text.append(" Example: ").append(value).append('.'));
    return text.toString();
  }

  private static void comment(StringBuilder text, String indent, String words) {
    StringBuilder line = new StringBuilder(indent).append('#');
    for (String word : words.strip().split("\\s+")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(indent).append('#');
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  private static String quoted(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c)) {
                text.append("\\u%04x".formatted(c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.append('"').toString();
  }
}
