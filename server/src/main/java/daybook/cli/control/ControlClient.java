package daybook.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** Runs a command in the server that holds the store. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * @return the command's exit status
   * @throws IOException if no server answers, or it goes away before the command has ended
   */
  public static int run(
      Path socket,
      List<String> arguments,
      Path directory,
      boolean terminal,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      DataOutputStream to = new DataOutputStream(Channels.newOutputStream(channel));
      new Frames.Call(arguments, directory, terminal).writeTo(to);
      DataInputStream from = new DataInputStream(Channels.newInputStream(channel));
      while (true) {
        switch (from.readByte()) {
          case Frames.OUT -> print(out, Frames.readText(from));
          case Frames.ERR -> print(err, Frames.readText(from));
          case Frames.EXIT -> {
            return from.readInt();
          }
          default -> throw new IOException("The server speaks another version's language");
        }
      }
    }
  }

  private static void print(PrintWriter writer, String text) {
    writer.print(text);
    writer.flush();
  }
}
