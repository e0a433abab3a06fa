package daybook.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What crosses the control socket: one call there, then pieces of output and an exit status back.
 */
final class Frames {
  static final byte OUT = 'o';
  static final byte ERR = 'e';
  static final byte EXIT = 'x';

  /**
   * A command as it was typed.
   *
   * @param directory where
   * @param terminal whether a person watches
   */
  record Call(List<String> arguments, Path directory, boolean terminal) {
    void writeTo(DataOutputStream stream) throws IOException {
      writeText(stream, directory.toString());
      stream.writeBoolean(terminal);
      stream.writeInt(arguments.size());
      for (String argument : arguments) {
        writeText(stream, argument);
      }
      stream.flush();
    }

    static Call readFrom(DataInputStream stream) throws IOException {
      Path directory = Path.of(readText(stream));
      boolean terminal = stream.readBoolean();
      int count = stream.readInt();
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        arguments.add(readText(stream));
      }
      return new Call(arguments, directory, terminal);
    }
  }

  private Frames() {}

  static void writeText(DataOutputStream stream, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.writeInt(bytes.length);
    stream.write(bytes);
  }

  static String readText(DataInputStream stream) throws IOException {
    return new String(stream.readNBytes(stream.readInt()), StandardCharsets.UTF_8);
  }

  /** Sends what is written as pieces of one kind. Two such writers may share a stream. */
  static Writer writer(DataOutputStream stream, byte kind) {
    return new Writer() {
      private final StringBuilder pending = new StringBuilder();

      @Override
      public void write(char[] buffer, int offset, int length) throws IOException {
        pending.append(buffer, offset, length);
        if (pending.length() >= 8192) {
          flush();
        }
      }

      @Override
      public void flush() throws IOException {
        if (pending.isEmpty()) {
          return;
        }
        synchronized (stream) {
          stream.writeByte(kind);
          writeText(stream, pending.toString());
          stream.flush();
        }
        pending.setLength(0);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
