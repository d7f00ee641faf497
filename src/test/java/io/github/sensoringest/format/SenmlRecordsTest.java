package io.github.sensoringest.format;

import static io.github.sensoringest.format.Payload.NOW_SECONDS;
import static io.github.sensoringest.format.Payload.decode;
import static io.github.sensoringest.format.Payload.malformed;
import static io.github.sensoringest.format.Payload.options;
import static io.github.sensoringest.format.Payload.reading;
import static io.github.sensoringest.format.Payload.readings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 8428, resolved as it says, and what else there is in it. */
class SenmlRecordsTest {
  private static final DecodeOptions SENML = options(Format.SENML);
  private static final long NOW = NOW_SECONDS * 1_000_000_000L;
  private static final String DEVICE = "urn:dev:ow:10e2073a01080063";

  /** Section 5.1.2, the second one; also the one in CBOR of section 6. */
  private static final String CURRENTS =
      """
      [
        {"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,
         "bu":"A","bver":5,
         "n":"voltage","u":"V","v":120.1},
        {"n":"current","t":-5,"v":1.2},
        {"n":"current","t":-4,"v":1.3},
        {"n":"current","t":-3,"v":1.4},
        {"n":"current","t":-2,"v":1.5},
        {"n":"current","t":-1,"v":1.6},
        {"n":"current","v":1.7}
      ]""";

  /** Section 6. */
  private static final String CURRENTS_IN_CBOR =
      "87a721781b75726e3a6465763a6f773a3130653230373361303130383030363a"
          + "22fb41d303a15b00106223614120050067766f6c7461676501615602fb405e06"
          + "6666666666a3006763757272656e74062402fb3ff3333333333333a300676375"
          + "7272656e74062302fb3ff4cccccccccccda3006763757272656e74062202fb3f"
          + "f6666666666666a3006763757272656e74062102f93e00a3006763757272656e"
          + "74062002fb3ff999999999999aa3006763757272656e74060002fb3ffb333333"
          + "333333";

  @Test
  void singleDatapoint() {
    assertThat(decode(SENML, "[{\"n\":\"" + DEVICE + "\",\"u\":\"Cel\",\"v\":23.1}]"))
        .containsExactly(reading(DEVICE, NOW, 23.1, "Cel"));
  }

  @Test
  void multipleDatapoints() {
    assertThat(
            decode(
                SENML,
                "[{\"bn\":\""
                    + DEVICE
                    + ":\",\"n\":\"voltage\",\"u\":\"V\",\"v\":120.1},"
                    + "{\"n\":\"current\",\"u\":\"A\",\"v\":1.2}]"))
        .containsExactly(
            reading(DEVICE + ":voltage", NOW, 120.1, "V"),
            reading(DEVICE + ":current", NOW, 1.2, "A"));
  }

  @Test
  void multipleDatapointsWithRelativeTimes() {
    assertThat(decode(SENML, CURRENTS)).isEqualTo(currents(1_276_020_076_001_000_000L));
  }

  private static List<SensorReading> currents(long base) {
    String name = "urn:dev:ow:10e2073a0108006:";
    List<SensorReading> all = new ArrayList<>();
    all.add(reading(name + "voltage", base, 120.1, "V"));
    double[] values = {1.2, 1.3, 1.4, 1.5, 1.6, 1.7};
    for (int i = 0; i < values.length; i++) {
      all.add(reading(name + "current", base - (5 - i) * 1_000_000_000L, values[i], "A"));
    }
    return all;
  }

  @Test
  void multipleDatapointsInCbor() {
    // The time is a double here, which says it to about a quarter of a microsecond.
    assertThat(decode(options(Format.SENML_CBOR), HexFormat.of().parseHex(CURRENTS_IN_CBOR)))
        .isEqualTo(currents(1_276_020_076_001_000_000L));
  }

  /** The stream of 5.1.2, which has no end while it is sent. */
  @Test
  void streamWithoutAnEnd() {
    String stream =
        "[{\"bn\":\""
            + DEVICE
            + "\",\"bt\":1.320067464e+09,\"bu\":\"%RH\",\"v\":21.2},"
            + "{\"t\":10,\"v\":21.3},{\"t\":20,\"v\":21.4}";

    assertThat(readings(decode(SENML, stream + "]")))
        .containsExactly(
            reading(DEVICE, 1_320_067_464_000_000_000L, 21.2, "%RH"),
            reading(DEVICE, 1_320_067_474_000_000_000L, 21.3, "%RH"),
            reading(DEVICE, 1_320_067_484_000_000_000L, 21.4, "%RH"));
    assertThat(readings(decode(SENML, stream))).hasSize(3);
  }

  /** Sections 5.1.3 and 5.1.4: what is measured, and the same resolved. */
  @Test
  void multipleMeasurements() {
    String measured =
        "[{\"bn\":\""
            + DEVICE
            + "\",\"bt\":1.320067464e+09,\"bu\":\"%RH\",\"v\":20},"
            + "{\"u\":\"lon\",\"v\":24.30621},{\"u\":\"lat\",\"v\":60.07965},"
            + "{\"t\":60,\"v\":20.3},{\"u\":\"lon\",\"t\":60,\"v\":24.30622},"
            + "{\"u\":\"lat\",\"t\":60,\"v\":60.07965},{\"t\":120,\"v\":20.7},"
            + "{\"u\":\"lon\",\"t\":120,\"v\":24.30623},{\"u\":\"lat\",\"t\":120,\"v\":60.07966},"
            + "{\"u\":\"%EL\",\"t\":150,\"v\":98},{\"t\":180,\"v\":21.2},"
            + "{\"u\":\"lon\",\"t\":180,\"v\":24.30628},{\"u\":\"lat\",\"t\":180,\"v\":60.07967}]";
    String resolved =
        resolved("%RH", "1.320067464e+09", "20")
            + resolved("lon", "1.320067464e+09", "24.30621")
            + resolved("lat", "1.320067464e+09", "60.07965")
            + resolved("%RH", "1.320067524e+09", "20.3")
            + resolved("lon", "1.320067524e+09", "24.30622")
            + resolved("lat", "1.320067524e+09", "60.07965")
            + resolved("%RH", "1.320067584e+09", "20.7")
            + resolved("lon", "1.320067584e+09", "24.30623")
            + resolved("lat", "1.320067584e+09", "60.07966")
            + resolved("%EL", "1.320067614e+09", "98")
            + resolved("%RH", "1.320067644e+09", "21.2")
            + resolved("lon", "1.320067644e+09", "24.30628")
            + resolved("lat", "1.320067644e+09", "60.07967");

    List<Object> readings = decode(SENML, measured);

    assertThat(readings).hasSize(13).doesNotHaveAnyElementsOfTypes(Malformed.class);
    assertThat(readings)
        .isEqualTo(decode(SENML, "[" + resolved.substring(0, resolved.length() - 1) + "]"));
  }

  private static String resolved(String unit, String time, String value) {
    return "{\"n\":\""
        + DEVICE
        + "\",\"u\":\""
        + unit
        + "\",\"t\":"
        + time
        + ",\"v\":"
        + value
        + "},";
  }

  /** Section 5.1.5. */
  @Test
  void multipleDataTypesAreRefusedButForTheNumber() {
    List<Object> records =
        decode(
            SENML,
            "[{\"bn\":\""
                + DEVICE
                + ":\",\"n\":\"temp\",\"u\":\"Cel\",\"v\":23.1},"
                + "{\"n\":\"label\",\"vs\":\"Machine Room\"},{\"n\":\"open\",\"vb\":false},"
                + "{\"n\":\"nfv-reader\",\"vd\":\"aGkgCg\"}]");

    assertThat(records.get(0)).isEqualTo(reading(DEVICE + ":temp", NOW, 23.1, "Cel"));
    assertThat(malformed(records))
        .extracting(Malformed::problem)
        .containsExactly(
            "its value is a text (vs), and only numbers (v) are taken",
            "its value is true or false (vb), and only numbers (v) are taken",
            "its value is data (vd), and only numbers (v) are taken");
  }

  /** Section 5.1.6. */
  @Test
  void collectionOfResources() {
    assertThat(
            decode(
                SENML,
                "[{\"bn\":\"2001:db8::2/\",\"bt\":1.320078429e+09,\"n\":\"temperature\",\"u\":\"Cel\","
                    + "\"v\":25.2},{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":30},"
                    + "{\"bn\":\"2001:db8::1/\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":12.3},"
                    + "{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":67}]"))
        .containsExactly(
            reading("2001:db8::2/temperature", 1_320_078_429_000_000_000L, 25.2, "Cel"),
            reading("2001:db8::2/humidity", 1_320_078_429_000_000_000L, 30, "%RH"),
            reading("2001:db8::1/temperature", 1_320_078_429_000_000_000L, 12.3, "Cel"),
            reading("2001:db8::1/humidity", 1_320_078_429_000_000_000L, 67, "%RH"));
  }

  /** Section 5.1.7. */
  @Test
  void settingAnActuator() {
    List<Object> thermostat =
        decode(
            SENML,
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\"},{\"n\":\"temp\",\"u\":\"Cel\",\"v\":23.1},"
                + "{\"n\":\"heat\",\"u\":\"/\",\"v\":1},{\"n\":\"fan\",\"u\":\"/\",\"v\":0}]");
    assertThat(thermostat)
        .containsExactly(
            reading(DEVICE + ":temp", NOW, 23.1, "Cel"),
            reading(DEVICE + ":heat", NOW, 1, "/"),
            reading(DEVICE + ":fan", NOW, 0, "/"));

    assertThat(
            decode(
                SENML,
                "[{\"bt\":1.320078429e+09,\"bu\":\"/\",\"n\":\"2001:db8::3\",\"v\":1},"
                    + "{\"n\":\"2001:db8::4\",\"v\":1}]"))
        .containsExactly(
            reading("2001:db8::3", 1_320_078_429_000_000_000L, 1, "/"),
            reading("2001:db8::4", 1_320_078_429_000_000_000L, 1, "/"));

    assertThat(
            decode(
                SENML,
                "[{\"bt\":1.320078429e+09,\"bu\":\"/\",\"n\":\"2001:db8::3\",\"v\":0.5},"
                    + "{\"n\":\"2001:db8::4\",\"v\":0.5},{\"n\":\"2001:db8::3\",\"t\":0.1,\"v\":0},"
                    + "{\"n\":\"2001:db8::4\",\"t\":0.1,\"v\":0}]"))
        .last()
        .isEqualTo(reading("2001:db8::4", 1_320_078_429_100_000_000L, 0, "/"));
  }

  @Test
  void timesBelowTwoToThe28AreRelativeToNow() {
    assertThat(
            decode(
                SENML, "[{\"n\":\"a\",\"t\":-5.5,\"v\":1},{\"n\":\"a\",\"t\":268435455,\"v\":1}]"))
        .containsExactly(
            reading("a", NOW - 5_500_000_000L, 1, ""),
            reading("a", NOW + 268_435_455_000_000_000L, 1, ""));
    assertThat(decode(SENML, "[{\"n\":\"a\",\"t\":268435456,\"v\":1}]"))
        .containsExactly(reading("a", 268_435_456_000_000_000L, 1, ""));
  }

  @Test
  void baseValueIsAddedAndASumIsASensorOfItsOwn() {
    assertThat(
            decode(
                SENML,
                "[{\"bn\":\"e\",\"bv\":100,\"u\":\"W\",\"v\":1.5,\"s\":7},{\"bs\":10,\"n\":\"2\",\"s\":1},"
                    + "{\"v\":3}]"))
        .containsExactly(
            reading("e", NOW, 101.5, "W"),
            reading("e.sum", NOW, 7, "W*s"),
            reading("e2.sum", NOW, 11, ""),
            reading("e", NOW, 103, ""),
            reading("e.sum", NOW, 10, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":\"x\",\"v\":1,\"odd_\":1}",
        "{\"n\":\"x\",\"v\":\"1\"}",
        "{\"n\":\"x\"}",
        "{\"n\":\"x\",\"v\":1,\"bver\":11}",
        "{\"n\":5,\"v\":1}",
        "{\"n\":\"x\",\"t\":\"now\",\"v\":1}",
        "7",
      })
  void recordThatIsNoReadingHindersNoOther(String record) {
    List<Object> records =
        decode(
            SENML,
            "[{\"n\":\"a\",\"v\":1,\"odd\":1,\"ut\":5}," + record + ",{\"n\":\"b\",\"v\":2}]");

    assertThat(readings(records)).extracting(SensorReading::sensorId).containsExactly("a", "b");
    assertThat(malformed(records)).hasSize(1);
  }

  @Test
  void recordWithoutANameIsRefused() {
    assertThat(malformed(decode(SENML, "[{\"v\":1}]"))).hasSize(1);
  }

  @Test
  void refusedRecordHoldsItsBaseFieldsAndCanBeDecodedAlone() {
    String pack =
        "[{\"bn\":\"d:\",\"bt\":1.3e9,\"bu\":\"A\",\"bv\":2},{\"n\":\"x\",\"t\":1,\"v\":1,\"odd_\":1}]";

    String text = malformed(decode(SENML, pack)).get(0).text();

    assertThat(decode(SENML, text.replace("odd_", "odd")))
        .containsExactly(reading("d:x", 1_300_000_001_000_000_000L, 3, "A"));
  }

  @Test
  void refusedRecordOfCborIsInJsonAndCanBeDecodedAlone() throws Exception {
    byte[] cbor =
        new ObjectMapper(new CBORFactory())
            .writeValueAsBytes(
                new ObjectMapper()
                    .readTree(
                        "[{\"bn\":\"d:\",\"bt\":1300000000},{\"n\":\"y\",\"v\":4},{\"n\":\"x\",\"t\":1,\"v\":1,\"odd_\":1}]"));
    DecodeOptions options = options(Format.SENML_CBOR);

    List<Object> records = decode(options, cbor);

    assertThat(readings(records)).hasSize(1);
    assertThat(decode(options, malformed(records).get(0).text().replace("odd_", "odd")))
        .containsExactly(reading("d:x", 1_300_000_001_000_000_000L, 1, ""));
  }
}
