package io.github.sensoringest.kafka;

import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.reading.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.KafkaConsumer;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.support.processor.DelegateProcessor;

/**
 * Commits the records of a poll when what they brought is accounted for: in its windows, or
 * refused. A record that could not be taken in is not committed, and comes again over a new
 * connection. All of this is done by the thread that polls, the only one that may use Kafka's
 * client. Thread-safe.
 */
final class CommitWhenBuffered extends DelegateProcessor {
  private static final String CONTENT_TYPE = "content-type";

  private static final long LOOK_MILLIS = 50;

  /** How long a record that could not be taken in rests, so that it is not tried without end. */
  private static final long REST_MILLIS = 1000;

  /** Each thread polls for itself. */
  private final ThreadLocal<Uncommitted> uncommitted = ThreadLocal.withInitial(Uncommitted::new);

  private KafkaConsumer consumer;

  CommitWhenBuffered(Processor next) {
    super(next);
  }

  void setConsumer(KafkaConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Uncommitted before = uncommitted.get();
    if (consumer.isSuspendingOrSuspended()) {
      before.commit(this::isEnding);
      awaitResumed();
    }
    Message message = exchange.getMessage();
    Record record = Record.of(message);
    exchange.setProperty(Decoding.ATTRIBUTES, attributes(message));
    String contentType = text(message.getHeader(CONTENT_TYPE));
    // What outsiders wrote into them steers nothing here.
    message.removeHeaders("*");
    if (contentType != null) {
      message.setHeader(Exchange.CONTENT_TYPE, contentType);
    }
    before.begins();
    Delivery.begin(exchange, before::done, why -> before.done());
    processNext(exchange);
    if (exchange.getException() != null) {
      before.commit(this::isEnding);
      Thread.sleep(REST_MILLIS);
      return;
    }
    before.add(record.partition, record.commit);
    if (record.isLast) {
      before.commit(this::isEnding);
    }
  }

  /** Waits outside of the route, so that nothing is under way in it. */
  private void awaitResumed() throws InterruptedException {
    while (consumer.isSuspendingOrSuspended() && !isEnding()) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (isEnding()) {
      throw new IllegalStateException("the route is being stopped; the record comes again");
    }
  }

  private boolean isEnding() {
    return consumer.isStoppingOrStopped();
  }

  private static Map<String, String> attributes(Message message) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put(Decoding.TOPIC, message.getHeader(KafkaConstants.TOPIC, String.class));
    String key = text(message.getHeader(KafkaConstants.KEY));
    if (key != null) {
      attributes.put(Decoding.KEY, key);
    }
    return attributes;
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value == null ? null : value.toString();
  }

  /** Where a record is, and how it is committed. */
  private record Record(String partition, KafkaManualCommit commit, boolean isLast) {
    static Record of(Message message) {
      return new Record(
          message.getHeader(KafkaConstants.TOPIC)
              + "/"
              + message.getHeader(KafkaConstants.PARTITION),
          message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class),
          Boolean.TRUE.equals(message.getHeader(KafkaConstants.LAST_POLL_RECORD)));
    }
  }
}
