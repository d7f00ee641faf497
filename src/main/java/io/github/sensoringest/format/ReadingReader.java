package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;

/** JSON objects that are a reading each; their fields may have other names, or be deeper down. */
final class ReadingReader implements ObjectReader {
  /** Whole numbers of so many digits fit into a long. */
  private static final int WHOLE_DIGITS = 18;

  private final Plan plan;
  private final JsonPaths paths;
  private final Timestamps timestamps;
  private final TextCache ids;

  private char[] idText = new char[64];
  private int idSize;

  /** The id if it was made before. */
  private String id;

  private String unit;
  private long epochNanos;
  private boolean dated;
  private double value;
  private boolean valued;
  private String problem;

  ReadingReader(Plan plan) {
    this.plan = plan;
    this.paths = plan.paths();
    this.timestamps = plan.timestamps(Timestamps.AUTO);
    this.ids = plan.ids();
  }

  @Override
  public Object read(JsonParser json) throws IOException {
    idSize = -1;
    id = null;
    dated = false;
    valued = false;
    unit = null;
    problem = null;
    object(json, paths);
    if (problem != null) {
      return new Problem(problem);
    }
    if (!valued) {
      return new Problem("there is no " + nameOf(FieldNames.VALUE) + ": " + hint(FieldNames.VALUE));
    }
    try {
      id = id();
    } catch (IllegalArgumentException e) {
      return new Problem(e.getMessage());
    }
    return new SensorReading(
        id,
        dated ? epochNanos : EpochNanos.ofMillis(plan.clock().millis()),
        value,
        unit == null ? plan.options().unit() : unit);
  }

  private String id() {
    if (id != null) {
      return id;
    }
    if (idSize < 0) {
      return plan.template().fill(name -> null, this::noId);
    }
    return ids.put(
        idText,
        0,
        idSize,
        text -> plan.template().fill(name -> name.equals(SensorIdTemplate.ID) ? text : null));
  }

  private String noId(String placeholder) {
    return placeholder.equals(SensorIdTemplate.ID)
        ? "there is no " + nameOf(FieldNames.SENSOR_ID) + ": " + hint(FieldNames.SENSOR_ID)
        : null;
  }

  private String nameOf(String field) {
    return FieldNames.of(plan.options().names(), field);
  }

  private static String hint(String field) {
    return field.equals(FieldNames.SENSOR_ID)
        ? "write one, say with names what it is called, or give the template sensorId"
        : "write one, or say with names what it is called";
  }

  private void object(JsonParser json, JsonPaths at) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonPaths child = at.child(name);
      JsonToken token = json.nextToken();
      if (child != null) {
        value(json, child, token);
      } else if (token.isStructStart()) {
        json.skipChildren();
      }
    }
  }

  private void array(JsonParser json, JsonPaths at) throws IOException {
    int index = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      JsonPaths child = at.child(Integer.toString(index++));
      if (child != null) {
        value(json, child, token);
      } else if (token.isStructStart()) {
        json.skipChildren();
      }
    }
  }

  private void value(JsonParser json, JsonPaths at, JsonToken token) throws IOException {
    if (at.field() != JsonPaths.NOTHING) {
      if (problem == null && token != JsonToken.VALUE_NULL) {
        field(json, at.field(), token);
      }
      if (token.isStructStart()) {
        json.skipChildren();
      }
    } else if (token == JsonToken.START_OBJECT) {
      object(json, at);
    } else if (token == JsonToken.START_ARRAY) {
      array(json, at);
    }
  }

  private void field(JsonParser json, int field, JsonToken token) throws IOException {
    boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    if (!number && token != JsonToken.VALUE_STRING) {
      problem =
          nameOf(FieldNames.ALL.get(field - 1))
              + " is "
              + kindOf(token)
              + ": write a number or a text";
      return;
    }
    try {
      switch (field) {
        case JsonPaths.SENSOR_ID -> id(json);
        case JsonPaths.UNIT ->
            unit =
                plan.units()
                    .of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        case JsonPaths.VALUE -> {
          value = number ? number(json) : Values.of(json.getText());
          if (valued) {
            problem = nameOf(FieldNames.VALUE) + " is there twice: write it once";
          }
          valued = true;
        }
        default -> {
          epochNanos = time(json, token);
          dated = true;
        }
      }
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    }
  }

  private static double number(JsonParser json) throws IOException {
    int from = json.getTextOffset();
    double few = Values.ofFew(json.getTextCharacters(), from, from + json.getTextLength());
    return Double.isNaN(few) ? json.getDoubleValue() : few;
  }

  private void id(JsonParser json) throws IOException {
    int size = json.getTextLength();
    id = ids.find(json.getTextCharacters(), json.getTextOffset(), size);
    if (id != null) {
      return;
    }
    if (size > idText.length) {
      idText = new char[size];
    }
    System.arraycopy(json.getTextCharacters(), json.getTextOffset(), idText, 0, size);
    idSize = size;
  }

  private long time(JsonParser json, JsonToken token) throws IOException {
    char[] text = json.getTextCharacters();
    int from = json.getTextOffset();
    int to = from + json.getTextLength();
    if (token == JsonToken.VALUE_STRING) {
      return timestamps.ofText(text, from, to);
    }
    if (token == JsonToken.VALUE_NUMBER_INT && to - from <= WHOLE_DIGITS) {
      return timestamps.ofWhole(json.getLongValue());
    }
    return timestamps.ofNumber(text, from, to);
  }

  static String kindOf(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_EMBEDDED_OBJECT -> "bytes";
      default -> "something else";
    };
  }

  @Override
  public String example() {
    return "{\"sensorId\": \"TEMP_01\", \"value\": 21.5}";
  }

  @Override
  public Object more() {
    return null;
  }

  @Override
  public String alone(String record) {
    return record;
  }
}
