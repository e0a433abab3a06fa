package daybook.feed;

import daybook.model.FeedPlace;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of this machine that a feed's files are put into. They are read where they lie. */
public final class DirectoryPlace implements OpenPlace {
  private final FeedPlace.Directory place;

  public DirectoryPlace(FeedPlace.Directory place) {
    this.place = place;
  }

  @Override
  public List<Listed> list() throws IOException {
    List<Listed> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(place.directory())) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        look(path).ifPresent(files::add);
      }
    } catch (UncheckedIOException e) {
      // The directory failed while it was being listed.
      throw e.getCause();
    }
    return files;
  }

  /** A file as it stands there now, without reading it; empty if it is no file, or gone. */
  private static Optional<Listed> look(Path path) throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!now.isRegularFile()) {
      return Optional.empty();
    }
    Instant written = now.lastModifiedTime().toInstant();
    String name = path.getFileName().toString();
    return Optional.of(new Listed(new FetchedFile(name, now.size(), written.toString()), written));
  }

  @Override
  public Fetched fetch(FetchedFile file, Set<FetchedFile> before, Spool.Room spool)
      throws IOException {
    Path path = place.directory().resolve(file.name());
    Optional<Listed> now = look(path);
    if (now.isEmpty()) {
      return new Fetched.Absent();
    }
    if (!now.get().file().equals(file)) {
      throw new ChangedWhileRead(file.name());
    }
    return new Fetched.Whole(path, file);
  }

  @Override
  public void putAway(FetchedFile file) throws IOException {
    Path archive = place.archive();
    if (archive != null) {
      Files.createDirectories(archive);
      Files.move(place.directory().resolve(file.name()), archive.resolve(file.name()));
    }
  }

  @Override
  public void close() {
    // A directory is not held.
  }
}
