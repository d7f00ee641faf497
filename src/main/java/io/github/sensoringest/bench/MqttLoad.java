package io.github.sensoringest.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttConnAck;
import org.eclipse.paho.mqttv5.common.packet.MqttConnect;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/**
 * Publishes over several connections from one thread, with quality of service 1. The library's
 * client takes as much time for a message that goes out as for one that comes in, and whoever is
 * measured on the same machine would lack it; so it only makes the bytes, once, and they go out
 * many at a time. Not thread-safe.
 */
final class MqttLoad implements AutoCloseable {
  private static final int LIMIT_MILLIS = 30_000;

  /** The packet numbers that one connection uses: 1 to this one, and again. */
  private static final int NUMBERS = 60_000;

  private static final int BURST = 256;

  /** Together with all connections; then one more brings nothing. */
  private static final int UNANSWERED = 1000;

  /** Often enough, and seldom enough to leave the machine to those who are measured. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Nothing is sent in a quiet round of the others, and a broker ends silent connections. */
  private static final int KEEP_ALIVE_SECONDS = 0;

  private final List<Connection> connections = new ArrayList<>();

  /**
   * Connects, as often as it takes to have enough messages under way.
   *
   * @param most how often at most
   * @throws IOException if it does not come about
   */
  MqttLoad(String broker, String clientId, int most) throws IOException, MqttException {
    InetSocketAddress address = address(broker);
    try {
      int room = 0;
      for (int i = 0; i < most && room < UNANSWERED; i++) {
        Connection connection = new Connection(address, clientId + "-" + i);
        connections.add(connection);
        room += connection.room();
      }
    } catch (IOException | MqttException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Returns where a broker listens.
   *
   * @throws IllegalArgumentException if the URL names none; the message says what to write
   */
  static InetSocketAddress address(String broker) {
    URI url = URI.create(broker.strip());
    if (!"tcp".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + broker + "' is no broker: write its URL, such as tcp://localhost:1883");
    }
    return new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 1883 : url.getPort());
  }

  /** Returns messages to a topic, as they go over the wire. */
  static List<byte[]> messages(String topic, List<String> payloads) throws MqttException {
    List<byte[]> packets = new ArrayList<>();
    for (String payload : payloads) {
      MqttMessage message =
          new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, null);
      MqttPublish publish = new MqttPublish(topic, message, new MqttProperties());
      publish.setMessageId(NUMBERS);
      packets.add(bytes(publish));
    }
    return packets;
  }

  /**
   * Publishes one message after the other until it may no more, and returns how many the broker has
   * acknowledged, which is all.
   *
   * @param topic what the messages are to
   * @param more says whether to go on, when so many have been sent
   * @param room returns how many may be sent at once, when so many have been
   */
  long publish(String topic, List<byte[]> messages, LongPredicate more, Room room)
      throws IOException, InterruptedException {
    int numberAt = numberAt(topic, messages.get(0));
    long sent = 0;
    long lastMove = System.nanoTime();
    while (more.test(sent)) {
      long before = sent;
      long left = room.after(sent);
      boolean moved = false;
      for (Connection connection : connections) {
        moved |= connection.read() > 0;
        int burst = (int) Math.min(Math.min(left, connection.room()), BURST);
        int taken = connection.write(messages, sent, burst, numberAt);
        sent += taken;
        left -= taken;
      }
      if (moved || sent > before) {
        lastMove = System.nanoTime();
      }
      if (sent == before) {
        rest(lastMove);
      }
    }
    lastMove = System.nanoTime();
    for (Connection connection : connections) {
      while (!connection.isQuiet()) {
        if (connection.read() > 0 || connection.write(messages, sent, 0, numberAt) > 0) {
          lastMove = System.nanoTime();
        } else {
          rest(lastMove);
        }
      }
    }
    return sent;
  }

  /** How many messages may be sent. */
  interface Room {
    long after(long sent);
  }

  private static void rest(long lastMove) throws IOException, InterruptedException {
    if (System.nanoTime() - lastMove > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
      throw new IOException("nothing moves: the broker does not answer");
    }
    TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
  }

  /** The packet number comes after the topic. */
  private static int numberAt(String topic, byte[] packet) {
    int at = 1;
    while (packet[at] < 0) {
      at++;
    }
    return at + 1 + 2 + topic.getBytes(StandardCharsets.UTF_8).length;
  }

  private static byte[] bytes(MqttWireMessage packet) throws MqttException {
    byte[] header = packet.getHeader();
    byte[] payload = packet.getPayload();
    byte[] all = Arrays.copyOf(header, header.length + payload.length);
    System.arraycopy(payload, 0, all, header.length, payload.length);
    return all;
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }

  private static final class Connection {
    private static final byte[] DISCONNECT = {(byte) 0xE0, 0};

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private final int window;
    private ByteBuffer out = ByteBuffer.allocate(1 << 16).flip();
    private int number;
    private int unanswered;

    Connection(InetSocketAddress address, String clientId) throws IOException, MqttException {
      channel = SocketChannel.open();
      try {
        connect(address);
        channel.socket().setTcpNoDelay(true);
        channel.write(
            ByteBuffer.wrap(
                bytes(
                    new MqttConnect(
                        clientId,
                        5,
                        true,
                        KEEP_ALIVE_SECONDS,
                        new MqttProperties(),
                        new MqttProperties()))));
        window = window();
        channel.configureBlocking(false);
      } catch (IOException | MqttException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    private void connect(InetSocketAddress address) throws IOException {
      try {
        channel.socket().connect(address, LIMIT_MILLIS);
      } catch (IOException e) {
        throw new IOException(
            "no broker at "
                + address.getHostString()
                + ":"
                + address.getPort()
                + " ("
                + (address.isUnresolved() ? "unknown host" : e.getMessage())
                + "): start one there, or name another with --broker",
            e);
      }
    }

    /** Waits for the answer to the connect, and returns how many messages may be unanswered. */
    private int window() throws IOException, MqttException {
      int end;
      do {
        if (channel.read(in) < 0) {
          throw new IOException("the broker has ended the connection");
        }
        end = packetEnd(0);
      } while (end < 0);
      byte[] packet = Arrays.copyOf(in.array(), end);
      in.flip().position(end);
      in.compact();
      if (!(MqttWireMessage.createWireMessage(packet) instanceof MqttConnAck answer)
          || answer.getReturnCode() != 0) {
        throw new IOException("the broker lets in nobody without a password");
      }
      Integer most = answer.getProperties().getReceiveMaximum();
      return most == null ? NUMBERS : Math.min(NUMBERS, most);
    }

    int room() {
      return out.hasRemaining() ? 0 : window - unanswered;
    }

    boolean isQuiet() {
      return unanswered == 0 && !out.hasRemaining();
    }

    /** Writes so many messages, or what is left of others, and returns how many it took. */
    int write(List<byte[]> messages, long first, int count, int numberAt) throws IOException {
      int taken = 0;
      if (!out.hasRemaining() && count > 0) {
        out.clear();
        while (taken < count) {
          byte[] message = messages.get((int) ((first + taken) % messages.size()));
          if (message.length > out.remaining()) {
            break;
          }
          number = number == NUMBERS ? 1 : number + 1;
          int at = out.position() + numberAt;
          out.put(message);
          out.putShort(at, (short) number);
          taken++;
        }
        out.flip();
        unanswered += taken;
      }
      if (out.hasRemaining()) {
        channel.write(out);
      }
      return taken;
    }

    /** Reads what acknowledgements there are, and returns how many. */
    int read() throws IOException {
      int got = channel.read(in);
      if (got < 0) {
        throw new IOException("the broker has ended the connection");
      }
      int begin = 0;
      int acknowledged = 0;
      for (int end = packetEnd(begin); end > 0; end = packetEnd(begin)) {
        if ((in.get(begin) & 0xF0) != 0x40) {
          throw new IOException("the broker has ended the connection");
        }
        // Number and, if there is more to say than that all is well, a reason.
        if (in.get(begin + 1) > 2 && in.get(begin + 4) < 0) {
          throw new IOException(
              "the broker refuses messages: reason " + (in.get(begin + 4) & 0xFF));
        }
        acknowledged++;
        begin = end;
      }
      if (begin > 0) {
        in.flip().position(begin);
        in.compact();
      }
      unanswered -= acknowledged;
      return acknowledged;
    }

    /** Returns where the packet that begins there ends, or -1 if not all of it has come. */
    private int packetEnd(int begin) {
      int length = 0;
      int at = begin + 1;
      for (int shift = 0; at < in.position(); shift += 7) {
        byte part = in.get(at++);
        length |= (part & 0x7F) << shift;
        if (part >= 0) {
          return at + length <= in.position() ? at + length : -1;
        }
      }
      return -1;
    }

    void close() {
      try {
        channel.write(ByteBuffer.wrap(DISCONNECT));
        channel.close();
      } catch (IOException e) {
        // The broker finds out by itself.
      }
    }
  }
}
