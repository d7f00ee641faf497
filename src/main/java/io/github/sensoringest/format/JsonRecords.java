package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;

/** Readings as JSON objects: one, an array of them, or one after the other. */
final class JsonRecords implements Records {
  private static final int DEEPEST = 64;

  private final byte[] payload;
  private final JsonParser json;
  private final JsonPaths paths;
  private final Plan plan;
  private final Timestamps timestamps;
  private boolean inArray;
  private boolean ended;

  // What is known of the record so far.
  private String sensorId;
  private long epochNanos;
  private boolean dated;
  private double value;
  private boolean valued;
  private String unit;
  private String problem;

  JsonRecords(byte[] payload, Plan plan) throws IOException {
    this.payload = payload;
    this.plan = plan;
    this.paths = JsonPaths.of(plan.options().names());
    this.timestamps = Timestamps.of(plan.options().timestampUnit(), Timestamps.AUTO);
    this.json = factory(plan.options().maxRecord()).createParser(payload);
  }

  private static JsonFactory factory(int maxRecord) {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(maxRecord)
                .maxNameLength(maxRecord)
                .build())
        .build();
  }

  @Override
  public Object next() throws IOException {
    if (ended) {
      return null;
    }
    int start = (int) offset();
    try {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY && !inArray) {
        inArray = true;
        token = json.nextToken();
      }
      if (token == JsonToken.END_ARRAY) {
        inArray = false;
        return next();
      }
      if (token == null) {
        ended = true;
        return null;
      }
      start = (int) json.currentTokenLocation().getByteOffset();
      return record(token, start);
    } catch (JacksonException e) {
      ended = true;
      return Texts.malformed(
          "byte " + start,
          "this is no JSON ("
              + Texts.shortened(e.getOriginalMessage())
              + "), and nothing behind it was read",
          payload,
          start,
          payload.length);
    }
  }

  private Object record(JsonToken token, int start) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      json.skipChildren();
      return malformed(
          start, "this is no object: write such as {\"sensorId\": \"a\", \"value\": 1}");
    }
    sensorId = null;
    dated = false;
    valued = false;
    unit = null;
    problem = null;
    object(paths);
    if (problem == null && !valued) {
      problem = "there is no " + FieldNames.of(plan.options().names(), FieldNames.VALUE);
    }
    String id = null;
    if (problem == null) {
      try {
        id = plan.template().fill(name -> name.equals(SensorIdTemplate.ID) ? sensorId : null);
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
    }
    if (problem != null) {
      return malformed(start, problem);
    }
    return new SensorReading(
        id,
        dated ? epochNanos : EpochNanos.of(plan.clock().instant()),
        value,
        unit == null ? plan.options().unit() : unit);
  }

  private Object malformed(int start, String problem) {
    return Texts.malformed("byte " + start, problem, payload, start, (int) offset());
  }

  private void object(JsonPaths at) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonPaths child = at.child(name);
      JsonToken token = json.nextToken();
      if (child == null) {
        json.skipChildren();
      } else {
        value(child, token);
      }
    }
  }

  private void array(JsonPaths at) throws IOException {
    int index = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      JsonPaths child = at.child(Integer.toString(index++));
      if (child == null) {
        json.skipChildren();
      } else {
        value(child, token);
      }
    }
  }

  private void value(JsonPaths at, JsonToken token) throws IOException {
    if (at.field() != JsonPaths.NOTHING && token != JsonToken.VALUE_NULL) {
      try {
        field(at.field(), token);
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
      json.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      object(at);
    } else if (token == JsonToken.START_ARRAY) {
      array(at);
    }
  }

  private void field(int field, JsonToken token) throws IOException {
    boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    if (!number && token != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException(
          json.currentName() + " is " + token.name() + ": write a number or a text");
    }
    switch (field) {
      case JsonPaths.SENSOR_ID -> sensorId = json.getText();
      case JsonPaths.UNIT -> unit = json.getText();
      case JsonPaths.VALUE -> {
        value = number ? json.getDoubleValue() : Values.of(json.getText());
        valued = true;
      }
      default -> {
        char[] text = json.getTextCharacters();
        int from = json.getTextOffset();
        int to = from + json.getTextLength();
        epochNanos =
            number ? timestamps.ofNumber(text, from, to) : timestamps.ofText(text, from, to);
        dated = true;
      }
    }
  }

  @Override
  public long offset() {
    return Math.max(0, json.currentLocation().getByteOffset());
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
