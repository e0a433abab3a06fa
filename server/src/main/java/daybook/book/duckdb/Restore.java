package daybook.book.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a copy of a book in the place of a book's file. */
public final class Restore {
  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path copy;
  private final Contents contents;

  private Restore(Path copy, Contents contents) {
    this.copy = copy;
    this.contents = contents;
  }

  /**
   * Looks at a copy and touches nothing.
   *
   * @throws IOException if it is no book, or one that only a newer program knows
   */
  public static Restore of(Path copy) throws IOException {
    return new Restore(copy, BookFile.look(copy));
  }

  public Contents contents() {
    return contents;
  }

  /**
   * Puts the copy in its place. Whenever this is cut short, the old book is there or the new one. A
   * book that was there is kept beside under a dated name.
   *
   * @param book the file of a book that nobody has open
   * @return what keeps the old book; empty: there was none
   */
  public Optional<Path> into(Path book, Instant now) throws IOException {
    try (Staging staging = Staging.beside(book, LiveFile.bytesOfCopy(copy))) {
      try {
        make(staging.file());
        Optional<Path> kept = setAside(book, now);
        staging.publish(true);
        return kept;
      } catch (IOException e) {
        throw staging.reason(e);
      }
    }
  }

  /** A copy of a data directory may have a log, of a process that was killed. */
  private void make(Path made) throws IOException {
    copy(copy, made);
    if (Files.exists(LiveFile.log(copy))) {
      copy(LiveFile.log(copy), LiveFile.log(made));
    }
    BookFile.fold(made);
    if (!BookFile.look(made).equals(contents)) {
      throw new IOException(copy + " changed while it was copied");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (FileChannel channel = FileChannel.open(from)) {
      LiveFile.copy(channel, to);
    }
  }

  /**
   * Gives the old book a second name and leaves it under its own, which the new one takes over in
   * one step. Its log must not be there then, so what it says is brought into the file before.
   */
  private static Optional<Path> setAside(Path book, Instant now) throws IOException {
    Path kept = book.resolveSibling("book-" + STAMP.format(now) + ".duckdb");
    boolean there = Files.exists(book);
    if (there) {
      foldIfItCanBeRead(book);
      Files.createLink(kept, book);
    }
    for (Path beside : BookFile.beside(book)) {
      String end =
          beside.getFileName().toString().substring(book.getFileName().toString().length());
      Files.move(
          beside, kept.resolveSibling(kept.getFileName() + end), StandardCopyOption.ATOMIC_MOVE);
    }
    Staging.force(BookFile.directory(book));
    return there ? Optional.of(kept) : Optional.empty();
  }

  /** A book that the engine cannot read is no book to lose; its files are kept as they are. */
  private static void foldIfItCanBeRead(Path book) {
    try {
      BookFile.fold(book);
    } catch (IOException e) {
      LOG.warn("The old book cannot be read and is kept as it is", e);
    }
  }
}
