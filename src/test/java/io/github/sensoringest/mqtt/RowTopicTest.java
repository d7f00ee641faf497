package io.github.sensoringest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.sink.EncodedRow;
import org.junit.jupiter.api.Test;

class RowTopicTest {
  private static String topic(String template, String source, String sensor) {
    RowTopic topic = new RowTopic();
    topic.setTopic(template);
    topic.init();
    return topic.topic(new EncodedRow(source, sensor, new byte[0]));
  }

  @Test
  void sourceAndSensorAreLevels() {
    assertThat(topic("windows/{source}/{sensor}", "boiler", "TEMP_1"))
        .isEqualTo("windows/boiler/TEMP_1");
  }

  @Test
  void whatASensorIsCalledMakesNoLevelsAndNoWildcards() {
    assertThat(topic("w/{sensor}", "boiler", "a/b+c#d\u0000e$1\\")).isEqualTo("w/a_b_c_d_e$1\\");
  }

  @Test
  void unknownPlaceholderIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> topic("w/{sensorId}", "boiler", "a"))
        .hasMessage("mqtt-sink: topic has {sensorId}: write {source} or {sensor}");
  }

  @Test
  void wildcardIsRefused() {
    assertThatThrownBy(() -> topic("w/#", "boiler", "a"))
        .hasMessage("mqtt-sink: topic is 'w/#': write a topic without + and #");
  }
}
