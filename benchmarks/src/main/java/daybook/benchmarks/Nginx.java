package daybook.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An nginx that serves one file: nothing answers the same bytes faster. */
final class Nginx implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final URI address;

  private Nginx(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it on a free port.
   *
   * @param folder an empty folder, of its own
   */
  static Nginx serving(Path folder, String body) throws Exception {
    Files.createDirectories(folder);
    // Its workers may run as another user.
    Path root = Files.createTempDirectory("daybook-nginx");
    root.toFile().setExecutable(true, false);
    root.toFile().setReadable(true, false);
    Path file = Files.writeString(root.resolve("answer.json"), body);
    file.toFile().setReadable(true, false);
    int port = freePort();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(port, root));
    Process process =
        Program.NGINX.startBehind(
            List.of("-p", folder.toString(), "-c", configuration.toString()),
            folder.resolve("nginx.log"));
    Nginx nginx = new Nginx(process, URI.create("http://127.0.0.1:" + port + "/answer.json"));
    nginx.requireAnswer(body);
    return nginx;
  }

  /** It logs no requests, and keeps the file open and connections for ever. */
  private static String configuration(int port, Path root) {
    return """
    daemon off;
    worker_processes %d;
    pid nginx.pid;
    error_log error.log;
    events { worker_connections 1024; }
    http {
      access_log off;
      sendfile on;
      tcp_nopush on;
      open_file_cache max=10 inactive=1h;
      keepalive_requests 1000000000;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      default_type application/json;
      server { listen 127.0.0.1:%d; root %s; }
    }
    """
        .formatted(Runtime.getRuntime().availableProcessors(), port, root);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI address() {
    return address;
  }

  private void requireAnswer(String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        try {
          WrongAnswer.unlessEqual(
              "the file of nginx", body, client.send(request, BodyHandlers.ofString()).body());
          return;
        } catch (ConnectException e) {
          if (System.nanoTime() > deadline || !process.isAlive()) {
            throw new IllegalStateException("nginx does not answer at " + address, e);
          }
          Thread.sleep(Duration.ofMillis(20));
        }
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
