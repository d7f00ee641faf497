package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The description of the API that a gateway serves, to hold answers against it. */
public final class ApiDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;

  private ApiDocument(JsonNode document) {
    this.document = document;
  }

  /** Returns the one that is served. */
  public static ApiDocument shipped() throws IOException {
    try (InputStream in = ApiDocument.class.getResourceAsStream("openapi.yaml")) {
      return new ApiDocument(new YAMLMapper().readTree(in));
    }
  }

  /** Returns methods and paths, such as {@code GET /api/v1/overview}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /**
   * Returns what is not as the document says of an answer, such as a field that is missing, of
   * another type, or that is not described.
   *
   * @param operation such as {@code GET /api/v1/overview}
   * @param body the body, if it is JSON; else an empty text
   */
  public List<String> objections(String operation, int status, String type, String body)
      throws IOException {
    String[] words = operation.split(" ");
    JsonNode response =
        resolved(
            document
                .path("paths")
                .path(words[1])
                .path(words[0].toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status)));
    if (response.isMissingNode()) {
      return List.of(operation + " does not say that it may answer " + status);
    }
    JsonNode content = response.path("content").path(type.replaceAll(";.*", ""));
    if (content.isMissingNode()) {
      return List.of(operation + " does not say that it may answer with " + type);
    }
    if (body.isEmpty()) {
      return List.of();
    }
    ObjectNode schema = referringToDefinitions(content.path("schema"));
    strict(schema);
    ObjectNode schemas = referringToDefinitions(document.at("/components/schemas"));
    schemas
        .properties()
        .forEach(
            named -> {
              // It is part of others, which would take its fields for all there are.
              if (!named.getKey().equals("Balance")) {
                strict(named.getValue());
              }
            });
    schema.set("$defs", schemas);
    List<String> objections = new ArrayList<>();
    for (ValidationMessage message :
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(schema)
            .validate(JSON.readTree(body))) {
      objections.add(operation + ": " + message.getMessage());
    }
    return objections;
  }

  /** A schema by itself has the others that it refers to in another place. */
  private static ObjectNode referringToDefinitions(JsonNode schemas) throws IOException {
    String text = schemas.toString().replace("#/components/schemas/", "#/$defs/");
    return (ObjectNode) JSON.readTree(text);
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode() ? node : document.at(reference.asText().substring(1));
  }

  /** Has the schema forbid fields that it does not describe. */
  private static void strict(JsonNode node) {
    if (node instanceof ObjectNode object) {
      boolean isObject = object.has("properties") || object.has("allOf");
      object
          .properties()
          .forEach(
              field -> {
                if (field.getKey().equals("allOf")) {
                  return;
                }
                strict(field.getValue());
              });
      if (isObject && !object.has("additionalProperties") && !object.path("allOf").isObject()) {
        object.put("unevaluatedProperties", false);
      }
    }
  }
}
