package daybook.feed.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers every connection with the same bytes, and ends it. */
final class RawServer implements AutoCloseable {
  private final ServerSocket entrance;

  private RawServer(ServerSocket entrance) {
    this.entrance = entrance;
  }

  static RawServer answering(String text) throws IOException {
    RawServer server = new RawServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(() -> server.serve(text.getBytes(StandardCharsets.US_ASCII)));
    return server;
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void serve(byte[] answer) {
    while (!entrance.isClosed()) {
      try (Socket client = entrance.accept()) {
        if (client.getInputStream().read(new byte[4096]) > 0) {
          client.getOutputStream().write(answer);
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
