package io.github.sensoringest.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.format.DecodeAction;
import io.github.sensoringest.format.Decoders;
import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.Replayed;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.rejected.Rejections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry that takes readings up to an hour old and up to a minute ahead. */
class EntryTest {
  private static final long NOW = 1_800_000_000_000L;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Ledger ledger = new Ledger();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Decoders decoders = new Decoders(ManualClock.atMillis(NOW));
  private Entry entry;

  @BeforeEach
  void open() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:rejected")
                .process(e -> rejections.add((Rejection) e.getMessage().getBody()));
          }
        });
    camel.start();
    entry =
        new Entry(
            TestSettings.with("entry.max-age=1h", "entry.max-ahead=1m"),
            ledger,
            new Rejections(ledger, camel.createProducerTemplate()),
            new FirstReadings(0, reading -> {}),
            decoders,
            ManualClock.atMillis(NOW));
  }

  @AfterEach
  void close() {
    camel.stop();
  }

  @Test
  void readingBecomesABatchOfOne() {
    SensorReading reading = Readings.at("S", NOW);

    assertThat(taken(send(reading))).containsExactly(reading);
  }

  @Test
  void listBecomesABatchInItsOrder() {
    List<SensorReading> readings = List.of(Readings.at("B", NOW), Readings.at("A", NOW - 5));

    assertThat(taken(send(readings))).isEqualTo(readings);
  }

  @Test
  void arrayBecomesABatchInItsOrder() {
    SensorReading[] readings = {Readings.at("B", NOW), Readings.at("A", NOW - 5)};

    assertThat(taken(send(readings))).containsExactly(readings);
  }

  @Test
  void batchKnowsItsEarliestAndLatest() {
    ReadingBatch batch =
        (ReadingBatch)
            send(List.of(
                    Readings.at("S", NOW - 5), Readings.at("S", NOW), Readings.at("S", NOW - 9)))
                .getMessage()
                .getBody();

    assertThat(batch.earliest()).isEqualTo((NOW - 9) * 1_000_000);
    assertThat(batch.latest()).isEqualTo(NOW * 1_000_000);
  }

  @Test
  void numberIsAReadingOfTheRouteTakenNow() {
    assertThat(taken(send(21.5))).containsExactly(SensorReading.ofMillis("boiler", NOW, 21.5, ""));
  }

  @Test
  void whatIsNoReadingIsRefused() {
    assertRefused(null, RejectReason.NOT_A_READING);
    rejections.clear();
  }

  @Test
  void objectThatIsNoReadingIsRefused() {
    assertRefused(new Object(), RejectReason.NOT_A_READING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12,5", "hello", "{\"value\": 1}", "{"})
  void textThatIsNoReadingIsRefused(String body) {
    assertRefused(body, RejectReason.MALFORMED);
  }

  @Test
  void textThatIsANumberIsAReadingOfTheRoute() {
    assertThat(taken(send("21.5")))
        .containsExactly(SensorReading.ofMillis("boiler", NOW, 21.5, ""));
  }

  @Test
  void payloadIsDecodedByWhatItLooksLike() {
    byte[] lines = "w,site=a t=1,h=2 1800000000000000000\n".getBytes(StandardCharsets.UTF_8);

    assertThat(taken(send(new ByteArrayInputStream(lines))))
        .containsExactly(
            SensorReading.ofMillis("w,site=a.t", NOW, 1, ""),
            SensorReading.ofMillis("w,site=a.h", NOW, 2, ""));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valueThatIsNotFiniteIsRefused(double value) {
    assertRefused(SensorReading.ofMillis("S", NOW, value, ""), RejectReason.NOT_FINITE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void numberThatIsNotFiniteIsRefused(double value) {
    assertRefused(value, RejectReason.NOT_FINITE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\t"})
  void readingWithoutASensorIdIsRefused(String sensorId) {
    assertRefused(Readings.at(sensorId, NOW), RejectReason.NO_SENSOR_ID);
  }

  @Test
  void readingAsOldAsAllowedIsTaken() {
    assertThat(taken(send(Readings.at("S", NOW - 3_600_000)))).hasSize(1);
  }

  @Test
  void readingThatIsOlderIsRefused() {
    assertRefused(Readings.at("S", NOW - 3_600_001), RejectReason.TOO_OLD);
  }

  @Test
  void readingAsFarAheadAsAllowedIsTaken() {
    assertThat(taken(send(Readings.at("S", NOW + 60_000)))).hasSize(1);
  }

  @Test
  void readingThatIsFurtherAheadIsRefused() {
    assertRefused(Readings.at("S", NOW + 60_001), RejectReason.TOO_FAR_AHEAD);
  }

  @Test
  void readingFromTheBeginningOfTimeIsTooOld() {
    assertRefused(new SensorReading("S", Long.MIN_VALUE, 1, ""), RejectReason.TOO_OLD);
  }

  @Test
  void readingFromTheEndOfTimeIsTooFarAhead() {
    assertRefused(new SensorReading("S", Long.MAX_VALUE, 1, ""), RejectReason.TOO_FAR_AHEAD);
  }

  @Test
  void mixedBatchGoesOnWithTheGoodOnesAndEveryReadingIsCounted() {
    SensorReading good = Readings.at("S", NOW);
    List<Object> mixed =
        Arrays.asList(good, null, "x", Readings.at("", NOW), Readings.at("S", 0), good);

    assertThat(taken(send(mixed))).containsExactly(good, good);
    assertThat(balance().received()).isEqualTo(6);
    assertThat(balance().rejectedInAll()).isEqualTo(4);
    assertThat(rejections)
        .extracting(Rejection::reason)
        .containsExactly(
            RejectReason.NOT_A_READING,
            RejectReason.MALFORMED,
            RejectReason.NO_SENSOR_ID,
            RejectReason.TOO_OLD);
  }

  @Test
  void emptyListGoesNoFurtherAndCountsNothing() {
    assertThat(send(List.of()).isRouteStop()).isTrue();
    assertThat(balance().received()).isZero();
  }

  @Test
  void refusalNamesTheSourceAndCarriesWhatWasRefused() {
    send("hello");

    assertThat(rejections)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.source()).isEqualTo("boiler");
              assertThat(it.detail()).startsWith("the payload: the value is 'hello': write");
              assertThat(((Malformed) it.payload()).text()).isEqualTo("hello");
            });
  }

  @Test
  void replayedPayloadIsDecodedAsItsSourceDoesNow() throws Exception {
    Replayed replayed =
        new Replayed(
            "scale",
            "{\"w\": 12.5, \"timestamp\": 1800000000}",
            Map.of(Decoding.TOPIC, "plant/scale7"));
    camel.getRegistry().bind(Decoders.NAME, decoders);
    DecodeAction action = new DecodeAction();
    action.setCamelContext(camel);
    action.setNames("value=w");
    action.setSensorId("{source}/{topic:2}");
    action.setRoute("scale");
    send(replayed);
    assertThat(rejections).extracting(Rejection::source).containsExactly("scale");
    action.start();

    assertThat(taken(send(replayed)))
        .extracting(SensorReading::sensorId, SensorReading::value)
        .containsExactly(tuple("scale/scale7", 12.5));

    action.stop();
    send(replayed);
    assertThat(rejections).hasSize(2);
  }

  @Test
  void whateverComesIsTakenOrRefused() {
    Random random = new Random(7);
    String spices = "{}[]\":,;=\n\\ aN1.e-#\ufeff";
    long taken = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text =
          new StringBuilder("{\"sensorId\":\"a\",\"value\":1}\n{\"sensorId\":\"b\",\"value\":2}");
      for (int j = random.nextInt(4); j > 0; j--) {
        text.setCharAt(
            random.nextInt(text.length()), spices.charAt(random.nextInt(spices.length())));
      }
      taken +=
          send(text.toString()).getMessage().getBody() instanceof ReadingBatch it ? it.size() : 0;
    }

    assertThat(taken).isBetween(1_000L, 10_000L);
    assertThat(balance().received()).isEqualTo(taken + balance().rejectedInAll());
    assertThat(balance().rejectedInAll()).isEqualTo(rejections.size()).isPositive();
  }

  @Test
  void headersFromOutsideAreRemoved() {
    Exchange exchange = exchange(Readings.at("S", NOW));
    exchange.getMessage().setHeader("CamelFileName", "x");
    exchange.getMessage().setHeader("kafka.KEY", "y");
    exchange.getMessage().setHeader("mine", "z");

    process(exchange);

    assertThat(exchange.getMessage().getHeaders()).isEmpty();
  }

  private void assertRefused(Object body, RejectReason reason) {
    Exchange exchange = send(body);

    assertThat(exchange.isRouteStop()).isTrue();
    assertThat(rejections).extracting(Rejection::reason).containsExactly(reason);
    assertThat(balance().received()).isEqualTo(1);
    assertThat(balance().rejected()).containsOnlyKeys(reason);
  }

  private void process(Exchange exchange) {
    try {
      entry.process(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Exchange send(Object body) {
    Exchange exchange = exchange(body);
    process(exchange);
    return exchange;
  }

  private Exchange exchange(Object body) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getExchangeExtension().setFromRouteId("boiler");
    exchange.getMessage().setBody(body);
    return exchange;
  }

  private Balance balance() {
    return ledger.total();
  }

  private static List<SensorReading> taken(Exchange exchange) {
    ReadingBatch batch = (ReadingBatch) exchange.getMessage().getBody();
    List<SensorReading> readings = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      readings.add(batch.get(i));
    }
    return readings;
  }
}
