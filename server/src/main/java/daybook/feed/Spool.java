package daybook.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where fetched files lie until they are taken in: each whole or not at all. Every run has a room
 * of its own; what a process left that was killed is removed by the next one.
 */
public final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String ROOM = "room-";
  private static final String LOCK = ".lock";
  private static final String UNFINISHED = ".part";
  private static final int BUFFER_BYTES = 64 * 1024;

  /** This process's, for closing a second channel to a lock's file would give the lock back. */
  private static final Set<Path> OWN_ROOMS = new HashSet<>();

  private final Supplier<Path> root;

  /**
   * @param root the spool's directory, asked for once there is something to fetch
   */
  public Spool(Supplier<Path> root) {
    this.root = root;
  }

  /** A room that costs nothing until a file comes. */
  public Room room() {
    return new Room(root);
  }

  /** One run's part of the spool. */
  public static final class Room implements AutoCloseable {
    private final Supplier<Path> root;
    private @Nullable Held held;

    private Room(Supplier<Path> root) {
      this.root = root;
    }

    /**
     * Writes down what comes, and gives it its name once all of it is there.
     *
     * @param name one that is not hostile
     * @param size in bytes; negative: only the stream's end tells
     * @param from the place, as messages name it
     * @throws PassingTrouble if the stream breaks off or ends too early
     * @throws ChangedWhileRead if more comes than there should be
     */
    public Path receive(String name, long size, InputStream in, String from) throws IOException {
      Held here = held;
      if (here == null) {
        here = hold(root.get().toAbsolutePath().normalize());
        held = here;
      }
      Path unfinished = here.directory().resolve(UNFINISHED);
      long count = write(name, size, in, from, unfinished);
      if (size >= 0 && count < size) {
        throw new PassingTrouble(
            "%s: %s broke off: %d of %d bytes came".formatted(from, name, count, size));
      }
      return Files.move(
          unfinished, here.directory().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static long write(String name, long size, InputStream in, String from, Path unfinished)
        throws IOException {
      byte[] buffer = new byte[BUFFER_BYTES];
      long count = 0;
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        int read = read(in, buffer, name, from);
        while (read >= 0) {
          out.write(buffer, 0, read);
          count += read;
          if (size >= 0 && count > size) {
            throw new ChangedWhileRead(name);
          }
          read = read(in, buffer, name, from);
        }
      }
      return count;
    }

    /** A failure of the stream is the place's, one of writing is ours. */
    private static int read(InputStream in, byte[] buffer, String name, String from)
        throws PassingTrouble {
      try {
        return in.read(buffer);
      } catch (IOException e) {
        throw new PassingTrouble("%s: %s broke off: %s".formatted(from, name, e.getMessage()), e);
      }
    }

    /** Makes room for the next file. */
    public void clear() throws IOException {
      if (held != null) {
        for (Path file : files(held.directory())) {
          if (!file.endsWith(LOCK)) {
            Files.delete(file);
          }
        }
      }
    }

    @Override
    public void close() {
      Held leaving = held;
      if (leaving != null) {
        held = null;
        leave(leaving);
      }
    }
  }

  /**
   * @param lock held while the room is in use
   */
  private record Held(Path directory, FileChannel lock) {}

  private static synchronized Held hold(Path root) throws IOException {
    Files.createDirectories(root);
    Path gate = root.resolve(LOCK);
    try (FileChannel channel = open(gate);
        FileLock _ = channel.lock()) {
      for (Path room : files(root)) {
        if (room.getFileName().toString().startsWith(ROOM) && !OWN_ROOMS.contains(room)) {
          removeIfLeft(room);
        }
      }
      Path directory = Files.createTempDirectory(root, ROOM);
      FileChannel lock = open(directory.resolve(LOCK));
      lock.lock();
      OWN_ROOMS.add(directory);
      return new Held(directory, lock);
    }
  }

  private static void removeIfLeft(Path room) throws IOException {
    try (FileChannel channel = open(room.resolve(LOCK));
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        remove(room);
      }
    }
  }

  private static synchronized void leave(Held held) {
    OWN_ROOMS.remove(held.directory());
    try (FileChannel _ = held.lock()) {
      remove(held.directory());
    } catch (IOException e) {
      LOG.warn("{} cannot be removed; the next sync tries it again: {}", held.directory(), e);
    }
  }

  private static void remove(Path room) throws IOException {
    for (Path file : files(room)) {
      Files.delete(file);
    }
    Files.delete(room);
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
