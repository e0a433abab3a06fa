package daybook.web.vertx;

import daybook.web.Site;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers over HTTP/1.1 what a {@link Site} has to say, what may wait on virtual threads. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int LONGEST_REQUEST_LINE = 8 * 1024;
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  /** Bodies of the largest size that can come in at once; most are much smaller. */
  static final int LARGEST_BODIES = 64;

  private final HttpSettings settings;
  private final Site site;
  private final Vertx vertx;
  private final Calls calls;
  private final BodyRoom bodies;
  private final Map<HttpConnection, Conversation> conversations = new ConcurrentHashMap<>();

  /** One per event loop. */
  private final List<io.vertx.core.http.HttpServer> listening = new CopyOnWriteArrayList<>();

  private HttpServer(HttpSettings settings, Site site, int eventLoops) {
    this.settings = settings;
    this.site = site;
    this.calls = new Calls(settings.mostCalls());
    this.bodies = new BodyRoom((long) LARGEST_BODIES * settings.mostBodyBytes());
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  /**
   * Starts to listen.
   *
   * @throws IOException if it cannot, say because the port is taken
   */
  public static HttpServer start(HttpSettings settings, Site site) throws IOException {
    int eventLoops = Runtime.getRuntime().availableProcessors();
    HttpServer server = new HttpServer(settings, site, eventLoops);
    try {
      await(
          server.vertx.deployVerticle(
              () -> server.new EventLoop(), new DeploymentOptions().setInstances(eventLoops)));
      LOG.info("host={} port={} listening", settings.host(), server.port());
      return server;
    } catch (CompletionException e) {
      server.close();
      throw new IOException(
          "Cannot listen on %s:%s: %s"
              .formatted(
                  settings.host(),
                  settings.port(),
                  Objects.requireNonNullElse(e.getCause(), e).getMessage()),
          e);
    }
  }

  /** One of several that listen on the same port. */
  private final class EventLoop extends VerticleBase {
    @Override
    public Future<?> start() {
      HttpServerOptions options =
          new HttpServerOptions()
              .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
              .setMaxHeaderSize(MOST_HEADER_BYTES)
              // The limits here are those of HTTP/1.1, and nobody asks for the other.
              .setHttp2ClearTextEnabled(false);
      // To Vert.x a negative port is a free one that all loops share; 0 would be one for each.
      int port = settings.port() == 0 ? -1 : settings.port();
      return vertx
          .createHttpServer(options)
          .connectionHandler(HttpServer.this::begin)
          .requestHandler(request -> conversation(request.connection()).accept(request))
          .listen(port, settings.host())
          .onSuccess(listening::add);
    }
  }

  private void begin(HttpConnection connection) {
    Conversation conversation = new Conversation(connection, vertx, calls, bodies, site, settings);
    conversations.put(connection, conversation);
    connection.closeHandler(closed -> {
      conversations.remove(connection);
      conversation.end();
    });
  }

  private Conversation conversation(HttpConnection connection) {
    Conversation conversation = conversations.get(connection);
    if (conversation == null) {
      throw new IllegalStateException("A request on a connection that is closed");
    }
    return conversation;
  }

  /** The port it listens on. */
  public int port() {
    return listening.getFirst().actualPort();
  }

  /** Accepts nothing more, lets the calls under way finish in their time, then closes. */
  @Override
  public void close() {
    await(Future.join(listening.stream().map(server -> server.shutdown(settings.stop())).toList()));
    calls.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
