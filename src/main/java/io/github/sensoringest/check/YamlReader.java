package io.github.sensoringest.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a file as Camel does, and says in which line it is no YAML. */
final class YamlReader {
  /** More than any route file has; less than what aliases of aliases make of a small one. */
  private static final long MOST_NODES = 200_000;

  private final Findings findings;

  YamlReader(Findings findings) {
    this.findings = findings;
  }

  /** Returns the root of the file, or nothing if that was reported. */
  Optional<Node> read(FileVersion version) {
    RouteFile file = version.file();
    if (version.problem().isPresent()) {
      findings.report(file, version.problem().get());
      return Optional.empty();
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(version.content())).toString();
    } catch (CharacterCodingException e) {
      findings.report(file, "this is no UTF-8 text; save the file with the encoding UTF-8");
      return Optional.empty();
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    Optional<Node> root = compose(file, text).filter(node -> isFinite(file, node));
    root.ifPresent(node -> checkKeys(file, node, new HashSet<>()));
    return root;
  }

  private Optional<Node> compose(RouteFile file, String text) {
    // Camel allows no such keys; here they are, so that their place can be told.
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.name()).setAllowNonScalarKeys(true).build();
    try {
      StreamReader reader = new StreamReader(settings, text);
      Optional<Node> root =
          new Composer(settings, new ParserImpl(settings, reader)).getSingleNode();
      if (root.isEmpty() || Nodes.isBlank(root.get())) {
        findings.report(file, "the file is empty; begin with '- route:', or remove it");
        return Optional.empty();
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      findings.report(
          file,
          e.getProblemMark().or(e::getContextMark).map(Place::of).orElse(Place.WHOLE_FILE),
          syntax(e, text));
    } catch (ReaderException e) {
      report(file, text, e);
    } catch (YamlEngineException e) {
      findings.report(file, "this is no YAML: " + e.getMessage());
    } catch (StackOverflowError e) {
      findings.report(file, "nested too deeply");
    }
    return Optional.empty();
  }

  private static String syntax(MarkedYamlEngineException e, String text) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("\\t") || problem.contains("TAB")) {
      return "a tab; YAML is indented with spaces";
    }
    if (problem.contains("but found another document")) {
      return "a second document ('---'); put it into a file of its own";
    }
    int line = e.getProblemMark().map(Mark::getLine).orElse(-1);
    String written = line < 0 ? "" : text.lines().skip(line).findFirst().orElse("");
    if (written.matches("[^'\"]*:\\s+\\{\\{.*")) {
      return "a value that begins with {{ must be in quotes: \"{{...}}\"";
    }
    String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
    return "this is no YAML: " + problem + context;
  }

  private void report(RouteFile file, String text, ReaderException e) {
    String before = text.substring(0, text.offsetByCodePoints(0, Math.max(0, e.getPosition())));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    findings.add(
        new Finding(
            file.name(),
            line,
            column,
            String.format("the character U+%04X is not allowed; remove it", e.getCodePoint())));
  }

  /** Keeps aliases from sending those who walk the nodes into an endless or a very long way. */
  private boolean isFinite(RouteFile file, Node root) {
    if (size(root, new IdentityHashMap<>()) > MOST_NODES) {
      findings.report(file, root, "too large, or aliases (*name) that contain themselves");
      return false;
    }
    return true;
  }

  private static long size(Node node, Map<Node, Long> sizes) {
    Long known = sizes.putIfAbsent(node, MOST_NODES);
    if (known != null) {
      return known;
    }
    long size = 1;
    for (Node item : Nodes.items(node)) {
      size += size(item, sizes);
    }
    for (NodeTuple entry : Nodes.entries(node)) {
      size += size(entry.getKeyNode(), sizes) + size(entry.getValueNode(), sizes);
    }
    size = Math.min(size, MOST_NODES + 1);
    sizes.put(node, size);
    return size;
  }

  private void checkKeys(RouteFile file, Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    Optional<String> placeholder = Nodes.unquotedPlaceholder(node);
    if (placeholder.isPresent()) {
      findings.report(
          file, node, "put the placeholder in quotes: \"%s\"".formatted(placeholder.get()));
      return;
    }
    Map<String, Node> keys = new HashMap<>();
    for (NodeTuple entry : Nodes.entries(node)) {
      Node key = entry.getKeyNode();
      Nodes.text(key)
          .ifPresentOrElse(
              name -> checkUnique(file, name, key, keys),
              () -> findings.report(file, key, "the name of an option must be a text"));
      checkKeys(file, entry.getValueNode(), seen);
    }
    for (Node item : Nodes.items(node)) {
      checkKeys(file, item, seen);
    }
  }

  /** Of two equal keys, Camel lets the last one win in silence. */
  private void checkUnique(RouteFile file, String name, Node key, Map<String, Node> keys) {
    Node first = keys.putIfAbsent(name, key);
    if (first != null) {
      int line = first.getStartMark().map(Mark::getLine).orElse(-1) + 1;
      findings.report(
          file,
          key,
          "'%s' is here twice, first in line %d; only the last would count".formatted(name, line));
    }
  }
}
