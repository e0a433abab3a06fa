package daybook.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server of this machine, and cuts their connections on demand. */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket entrance;
  private final int target;
  private final Thread acceptor;
  private final AtomicInteger cutsLeft = new AtomicInteger();
  private final AtomicLong answered = new AtomicLong();
  private volatile long cutAfter = Long.MAX_VALUE;

  /**
   * @param target the server's port
   */
  public CuttingProxy(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.acceptor = Thread.ofPlatform().daemon().start(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** Cuts the next connections, each once the server has answered so many bytes on it. */
  public void cut(int times, long afterBytes) {
    cutAfter = afterBytes;
    cutsLeft.set(times);
  }

  /** How many of the cuts were not needed. */
  public int cutsLeft() {
    return cutsLeft.get();
  }

  /** How many bytes the server has answered. */
  public long answered() {
    return answered.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> copy(client, server, false));
        Thread.ofVirtual().start(() -> copy(server, client, true));
      }
    } catch (IOException e) {
      if (!entrance.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[4096];
    long count = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(buffer);
      while (read >= 0) {
        out.write(buffer, 0, read);
        out.flush();
        count += read;
        answered.addAndGet(answers ? read : 0);
        if (answers && count >= cutAfter && cutsLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          return;
        }
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // One of the two ended the connection.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    try {
      // Until it has ended, the system may still let someone in.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
