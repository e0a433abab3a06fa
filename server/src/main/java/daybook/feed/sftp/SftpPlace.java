package daybook.feed.sftp;

import daybook.feed.ChangedWhileRead;
import daybook.feed.Fetched;
import daybook.feed.Listed;
import daybook.feed.OpenPlace;
import daybook.feed.PassingTrouble;
import daybook.feed.PlaceTrouble;
import daybook.feed.Spool;
import daybook.feed.Watchdog;
import daybook.model.FeedPlace;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A directory of an SFTP server that a feed's files are put into. Links are left alone. */
public final class SftpPlace implements OpenPlace {
  private final FeedPlace.Sftp place;
  private final Connection connection;
  private final Watchdog watchdog;
  private final SftpClient sftp;

  private SftpPlace(
      FeedPlace.Sftp place, Connection connection, Watchdog watchdog, SftpClient sftp) {
    this.place = place;
    this.connection = connection;
    this.watchdog = watchdog;
    this.sftp = sftp;
  }

  /**
   * Logs in.
   *
   * @throws PlaceTrouble if the server is not the declared one, or does not let us in
   */
  public static SftpPlace open(FeedPlace.Sftp place) throws IOException {
    Watchdog watchdog = new Watchdog(place.timeout(), place.shown());
    Connection connection = null;
    try {
      connection = Connection.to(place);
      Connection made = connection;
      SftpClient sftp =
          watchdog.watch(
              () -> SftpClientFactory.instance().createSftpClient(made.session()), made::breakOff);
      return new SftpPlace(place, connection, watchdog, sftp);
    } catch (IOException | RuntimeException e) {
      watchdog.close();
      if (connection != null) {
        connection.close();
      }
      if (e instanceof IOException trouble && !(e instanceof PlaceTrouble)) {
        throw new PassingTrouble(
            place.shown() + ": the server offers no SFTP now: " + trouble.getMessage(), trouble);
      }
      throw e;
    }
  }

  @Override
  public List<Listed> list() throws IOException {
    List<Listed> files = new ArrayList<>();
    try (CloseableHandle directory =
        ask(place.directory(), () -> sftp.openDir(place.directory()))) {
      List<DirEntry> some = ask(place.directory(), () -> sftp.readDir(directory));
      while (some != null) {
        for (DirEntry entry : some) {
          if (entry.getAttributes().isRegularFile()) {
            // When a file was written is told by the server's clock, which is not ours.
            files.add(new Listed(file(entry.getFilename(), entry.getAttributes()), null));
          }
        }
        some = ask(place.directory(), () -> sftp.readDir(directory));
      }
    }
    return files;
  }

  private static FetchedFile file(String name, Attributes attributes) {
    FileTime written = attributes.getModifyTime();
    return new FetchedFile(
        name, attributes.getSize(), written == null ? "" : written.toInstant().toString());
  }

  @Override
  public Fetched fetch(FetchedFile file, Set<FetchedFile> before, Spool.Room spool)
      throws IOException {
    String remote = in(place.directory(), file.name());
    if (look(remote).isEmpty()) {
      return new Fetched.Absent();
    }
    Path path;
    try (InputStream in = ask(file.name(), () -> sftp.read(remote))) {
      InputStream watched = watchdog.watched(in, connection::breakOff);
      path = spool.receive(file.name(), file.size(), watched, place.shown());
    }
    Optional<Attributes> now = look(remote);
    if (now.isPresent() && !file(file.name(), now.get()).equals(file)) {
      throw new ChangedWhileRead(file.name());
    }
    return new Fetched.Whole(path, file);
  }

  @Override
  public void putAway(FetchedFile file) throws IOException {
    String archive = place.archive();
    if (archive == null) {
      return;
    }
    if (look(archive).isEmpty()) {
      ask(
          archive,
          () -> {
            sftp.mkdir(archive);
            return archive;
          });
    }
    String target = in(archive, file.name());
    if (look(target).isPresent()) {
      throw new PlaceTrouble(
          "%s: %s was taken in, but cannot be moved to %s, for another file of its name is there"
              .formatted(place.shown(), file.name(), archive));
    }
    ask(
        file.name(),
        () -> {
          sftp.rename(in(place.directory(), file.name()), target);
          return target;
        });
  }

  /** Empty if there is nothing of this name. */
  private Optional<Attributes> look(String path) throws IOException {
    return ask(
        path,
        () -> {
          try {
            return Optional.of(sftp.stat(path));
          } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** Asks the server, and says what it refuses in one line. */
  private <T> T ask(String what, Watchdog.Step<T> step) throws IOException {
    try {
      return watchdog.watch(step, connection::breakOff);
    } catch (SftpException e) {
      switch (e.getStatus()) {
        case SftpConstants.SSH_FX_NO_SUCH_FILE ->
            throw trouble(what, "is not there: check directory", e);
        case SftpConstants.SSH_FX_PERMISSION_DENIED ->
            throw trouble(what, "may not be used so: ask the operator for the right", e);
        case SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST ->
            throw broken(e);
        default -> throw trouble(what, "the server refuses: " + e.getMessage(), e);
      }
    } catch (PlaceTrouble e) {
      throw e;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private PlaceTrouble trouble(String what, String why, SftpException e) {
    return new PlaceTrouble("%s: %s: %s".formatted(place.shown(), what, why), e);
  }

  private PassingTrouble broken(IOException e) {
    return new PassingTrouble(place.shown() + ": the connection broke off: " + e.getMessage(), e);
  }

  private static String in(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  @Override
  public void close() {
    connection.close();
    watchdog.close();
  }
}
