package io.github.sensoringest.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that are read through a buffer. The client asks its socket four times or more for each
 * message, which costs more than all that is done with a small one. Thread-safe.
 */
final class BufferedSockets extends SocketFactory {
  private static final int SIZE = 1 << 16;

  @Override
  public Socket createSocket() throws SocketException {
    Socket socket = new BufferedSocket();
    // Acknowledgements are small, and the broker waits for them.
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("the client connects its sockets itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    return createSocket(host, port);
  }

  private static final class BufferedSocket extends Socket {
    private InputStream in;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new Buffered(super.getInputStream());
      }
      return in;
    }
  }

  private static final class Buffered extends BufferedInputStream {
    Buffered(InputStream in) {
      super(in, SIZE);
    }

    /** The client asks before each message, and only whether there is anything. */
    @Override
    public synchronized int available() throws IOException {
      int here = count - pos;
      return here > 0 ? here : super.available();
    }
  }
}
