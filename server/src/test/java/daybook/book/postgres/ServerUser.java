package daybook.book.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whom the servers run as: us, or the user nobody where we are root, whom PostgreSQL refuses. */
final class ServerUser {
  private static final String STAND_IN = "nobody";

  private final List<String> prefix;

  private ServerUser(List<String> prefix) {
    this.prefix = prefix;
  }

  static ServerUser find() {
    if (!Command.run(List.of("id", "-u")).equals("0")) {
      return new ServerUser(List.of());
    }
    String id = Command.run(List.of("id", "-u", STAND_IN));
    List<RuntimeException> refusals = new ArrayList<>();
    for (List<String> prefix : waysToBecome(id)) {
      ServerUser user = new ServerUser(prefix);
      try {
        if (Command.run(user.command("id", "-u")).equals(id)) {
          return user;
        }
      } catch (RuntimeException e) {
        refusals.add(e);
      }
    }
    IllegalStateException failure =
        new IllegalStateException(
            "PostgreSQL refuses to run as root, and neither setpriv nor runuser nor su runs it as "
                + STAND_IN
                + ": run the tests as another user");
    refusals.forEach(failure::addSuppressed);
    throw failure;
  }

  /** The plainest first: setpriv needs no PAM, and neither of the first two needs a shell. */
  private static List<List<String>> waysToBecome(String id) {
    String group = Command.run(List.of("id", "-g", STAND_IN));
    return List.of(
        List.of("setpriv", "--reuid=" + id, "--regid=" + group, "--clear-groups", "--"),
        List.of("runuser", "-u", STAND_IN, "--"),
        List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", STAND_IN));
  }

  /** The words that run a command as this user. */
  List<String> command(String... words) {
    return Stream.concat(prefix.stream(), Stream.of(words)).toList();
  }

  boolean canEnter(Path folder) {
    try {
      Command.run(command("test", "-x", folder.toString()));
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  void own(Path file) throws IOException {
    if (!prefix.isEmpty()) {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(STAND_IN));
    }
  }
}
