package io.github.sensoringest.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sensoringest.reading.SensorReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead letters as JSON lines. Values that JSON has no number for are strings. Thread-safe. */
final class DeadLetterLines {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DeadLetterLines() {}

  /** Returns the letters as lines in UTF-8, each with its end. */
  static byte[] write(List<DeadLetter> letters) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 * letters.size());
    try {
      write(letters, out);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all that is written", e);
    }
    return out.toByteArray();
  }

  private static void write(List<DeadLetter> letters, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (DeadLetter letter : letters) {
        write(letter, json);
        json.writeRaw('\n');
      }
    }
  }

  /** Returns the letter as a JSON object that says what it is, and whether it was replayed. */
  static String show(DeadLetter letter, boolean replayed) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "dead-letter");
      writeFields(letter, json);
      if (letter.payload() instanceof Payload.OfReading it) {
        json.writeStringField("timestamp", it.reading().timestamp().toString());
      }
      json.writeBooleanField("replayed", replayed);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all that is written", e);
    }
    return text.toString();
  }

  private static void write(DeadLetter letter, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFields(letter, json);
    json.writeEndObject();
  }

  private static void writeFields(DeadLetter letter, JsonGenerator json) throws IOException {
    json.writeStringField("id", letter.id());
    json.writeStringField("time", letter.time().toString());
    json.writeStringField("source", letter.source());
    if (letter.file().isPresent()) {
      json.writeStringField("file", letter.file().get());
    }
    json.writeStringField("reason", letter.reason());
    json.writeStringField("detail", letter.detail());
    if (letter.payload() instanceof Payload.OfReading it) {
      json.writeObjectFieldStart("reading");
      write(it.reading(), json);
      json.writeEndObject();
    } else if (letter.payload() instanceof Payload.OfText text) {
      json.writeStringField("class", text.type());
      json.writeStringField("text", text.text());
      json.writeBooleanField("cut", text.cut());
      if (!text.attributes().isEmpty()) {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> each : text.attributes().entrySet()) {
          json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
      }
    }
  }

  private static void write(SensorReading reading, JsonGenerator json) throws IOException {
    json.writeStringField("sensorId", reading.sensorId());
    json.writeNumberField("epochNanos", reading.epochNanos());
    if (Double.isFinite(reading.value())) {
      json.writeNumberField("value", reading.value());
    } else {
      json.writeStringField("value", Double.toString(reading.value()));
    }
    json.writeStringField("unit", reading.unit());
    json.writeNumberField("flags", reading.flags());
  }

  /** Returns the letter on the line; nothing if the line is no whole one. */
  static Optional<DeadLetter> read(String line) {
    try {
      JsonNode json = MAPPER.readTree(line);
      return Optional.of(
          new DeadLetter(
              text(json, "id"),
              Instant.parse(text(json, "time")),
              text(json, "source"),
              Optional.ofNullable(json.get("file")).map(JsonNode::textValue),
              text(json, "reason"),
              text(json, "detail"),
              payload(json)));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Payload payload(JsonNode json) {
    if (json.has("reading")) {
      return new Payload.OfReading(reading(json.get("reading")));
    }
    return json.has("text")
        ? new Payload.OfText(
            text(json, "class"),
            text(json, "text"),
            json.path("cut").booleanValue(),
            attributes(json.path("attributes")))
        : new Payload.OfNothing();
  }

  private static Map<String, String> attributes(JsonNode json) {
    Map<String, String> attributes = new HashMap<>();
    json.properties().forEach(it -> attributes.put(it.getKey(), it.getValue().asText()));
    return attributes;
  }

  private static SensorReading reading(JsonNode json) {
    JsonNode value = json.path("value");
    if (!json.path("epochNanos").isIntegralNumber()) {
      throw new IllegalArgumentException("a reading without its time");
    }
    return new SensorReading(
        json.path("sensorId").textValue(),
        json.path("epochNanos").longValue(),
        value.isNumber() ? value.doubleValue() : Double.parseDouble(text(json, "value")),
        json.path("unit").textValue(),
        json.path("flags").intValue());
  }

  private static String text(JsonNode json, String field) {
    String text = json.path(field).textValue();
    if (text == null) {
      throw new IllegalArgumentException("a line without " + field);
    }
    return text;
  }
}
