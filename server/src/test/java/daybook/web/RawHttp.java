package daybook.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client that sends whatever a test wants sent, well-formed or not. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /**
   * What came back.
   *
   * @param head the status line and the header lines
   */
  public record Reply(List<String> head, Body body) {
    public int status() {
      return Integer.parseInt(head.getFirst().substring(9, 12));
    }

    public Optional<String> header(String name) {
      return head.stream()
          .skip(1)
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    public String text() {
      return body.utf8();
    }

    static Reply parse(byte[] bytes) {
      String latin = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = latin.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new IllegalStateException("No answer: \"" + latin + "\"");
      }
      byte[] body = Arrays.copyOfRange(bytes, end + 4, bytes.length);
      return new Reply(latin.substring(0, end).lines().toList(), Body.of(body, body.length));
    }
  }

  public static Reply send(URI base, String requestLine, List<String> headers, String body)
      throws IOException {
    return send(base, requestLine, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends one request on a connection of its own.
   *
   * @param requestLine without the protocol: {@code GET /health}
   * @param headers whole lines, without Host, Connection and Content-Length
   */
  public static Reply send(URI base, String requestLine, List<String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: test\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    request.write(body);
    try (Socket socket = connect(base)) {
      // A server may answer and stop reading before it has everything, so both go on at once.
      Thread sender = Thread.ofVirtual().start(() -> sendAll(socket, request.toByteArray()));
      byte[] reply = readToEnd(socket.getInputStream());
      sender.interrupt();
      return Reply.parse(reply);
    }
  }

  public static Socket connect(URI base) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void sendAll(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // The server has closed; what it said before is what the test looks at.
    }
  }

  /** Everything until the server closes. */
  public static byte[] readToEnd(InputStream in) throws IOException {
    return in.readAllBytes();
  }
}
