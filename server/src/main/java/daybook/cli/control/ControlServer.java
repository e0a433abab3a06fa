package daybook.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes commands from other processes of the same user and runs them here. */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  /** Runs one command line; its output goes to the writers. */
  public interface Runner {
    /**
     * @return the exit status
     */
    int run(
        List<String> arguments, Path directory, boolean terminal, PrintWriter out, PrintWriter err);
  }

  private final ServerSocketChannel listening;
  private final Path socket;
  private final Runner runner;

  private ControlServer(ServerSocketChannel listening, Path socket, Runner runner) {
    this.listening = listening;
    this.socket = socket;
    this.runner = runner;
  }

  /** Listens in a fresh directory that only this user may enter. */
  public static ControlServer start(Runner runner) throws IOException {
    Path socket = Files.createTempDirectory("daybook-").resolve("control");
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(socket));
    ControlServer server = new ControlServer(listening, socket, runner);
    Thread.ofVirtual().name("control").start(server::accept);
    return server;
  }

  public Path socket() {
    return socket;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = listening.accept();
        Thread.ofVirtual().start(() -> serve(channel));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("The control socket is closed");
    } catch (IOException e) {
      LOG.error("The control socket failed; commands cannot reach this server any more", e);
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      Frames.Call call =
          Frames.Call.readFrom(new DataInputStream(Channels.newInputStream(channel)));
      DataOutputStream to = new DataOutputStream(Channels.newOutputStream(channel));
      PrintWriter out = new PrintWriter(Frames.writer(to, Frames.OUT));
      PrintWriter err = new PrintWriter(Frames.writer(to, Frames.ERR), true);
      int status = runner.run(call.arguments(), call.directory(), call.terminal(), out, err);
      out.flush();
      err.flush();
      synchronized (to) {
        to.writeByte(Frames.EXIT);
        to.writeInt(status);
        to.flush();
      }
    } catch (IOException e) {
      LOG.warn("A command's client went away: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Files.deleteIfExists(socket);
    Path parent = socket.getParent();
    if (parent != null) {
      Files.deleteIfExists(parent);
    }
  }
}
