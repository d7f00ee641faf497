package io.github.sensoringest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Payloads that are larger than any heap are read in constant memory. So much is read in each
 * format: 64 MB, or {@code -Dformats.megabytes=1024} for more.
 */
class ConstantMemoryTest {
  private static final long SIZE = Integer.getInteger("formats.megabytes", 64) * 1_000_000L;

  /** What nobody holds on to may be there as well, but no payload of this size. */
  private static final long MOST = 48L * 1024 * 1024;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON|''|{\"sensorId\":\"a\",\"timestamp\":5,\"value\":1}~",
        "JSON|[{}|,{\"sensorId\":\"a\",\"timestamp\":5,\"value\":1}",
        "SENML|[{\"bn\":\"a\"}|,{\"t\":5,\"v\":1}",
        "LINE|''|m,t=a f=1 5~",
        "CSV|id,time,value~|a,5,1~",
      })
  void gigabytesAreReadInConstantMemory(Format format, String begin, String record)
      throws IOException {
    Repeated payload = new Repeated(begin.replace('~', '\n'), record.replace('~', '\n'));
    Decoder decoder =
        new Decoder(
            new DecodeOptions(format, "", "", Map.of(), "auto", 0, DecodeOptions.MAX_RECORD),
            Payload.CLOCK);
    // What other tests have left in this process is not the decoder's.
    long before = used();
    long most = before;
    long readings = 0;
    try (Records records = decoder.open(payload, null, Map.of())) {
      for (Object next = records.next(); next != null; next = records.next()) {
        readings += next instanceof SensorReading ? 1 : 0;
        if (readings % 500_000 == 1) {
          most = Math.max(most, used());
        }
      }
    }
    assertThat(readings).isEqualTo(payload.whole());
    assertThat(most - before).isLessThan(MOST);
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** A text, and another again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] begin;
    private final byte[] record;
    private long at;

    Repeated(String begin, String record) {
      this.begin = begin.getBytes(StandardCharsets.US_ASCII);
      this.record = record.getBytes(StandardCharsets.US_ASCII);
    }

    long whole() {
      return (SIZE - begin.length) / record.length;
    }

    private long end() {
      return begin.length + whole() * record.length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("arrays are read");
    }

    @Override
    public int read(byte[] into, int from, int size) {
      if (at == end()) {
        return -1;
      }
      int count = (int) Math.min(size, end() - at);
      for (int i = 0; i < count; i++, at++) {
        into[from + i] =
            at < begin.length
                ? begin[(int) at]
                : record[(int) ((at - begin.length) % record.length)];
      }
      return count;
    }
  }
}
