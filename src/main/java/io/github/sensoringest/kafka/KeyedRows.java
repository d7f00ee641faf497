package io.github.sensoringest.kafka;

import io.github.sensoringest.sink.EncodedRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/**
 * Makes a record of each row, with the sensor's id for its key, so that those of a sensor stay in
 * their order. The kamelet {@code kafka-sink} makes one for each use. Thread-safe.
 */
public class KeyedRows implements Processor {
  @Override
  public void process(Exchange exchange) {
    List<Message> records = new ArrayList<>();
    for (Object element : (List<?>) exchange.getMessage().getBody()) {
      EncodedRow row = (EncodedRow) element;
      Message record = new DefaultMessage(exchange.getContext());
      record.setHeader(KafkaConstants.KEY, row.sensorId());
      record.setBody(row.payload());
      records.add(record);
    }
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(records);
  }
}
