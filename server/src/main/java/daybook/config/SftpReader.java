package daybook.config;

import daybook.config.PlaceReader.Archive;
import daybook.model.FeedPlace.Login;
import daybook.model.FeedPlace.Sftp;
import daybook.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a directory of an SFTP server. */
final class SftpReader {
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final int MOST_PORT = 65_535;

  private final Section sftp;
  private final Path base;
  private final SecretKeys secrets;

  SftpReader(Section sftp, Path base, Map<String, String> environment) {
    this.sftp = sftp;
    this.base = base;
    this.secrets = new SecretKeys(sftp, base, environment);
  }

  /** The place; null where something is wrong with it. */
  @Nullable Sftp read(@Nullable Archive archive) {
    String host = sftp.require("host", SftpReader::host);
    long port = sftp.read("port", "22", Values.whole(1, MOST_PORT));
    String user = sftp.require("user", Values::text);
    Login login = login();
    Set<String> hostKeys = sftp.require("host_key", SftpReader::fingerprints);
    String directory = sftp.read("directory", ".", Values::text);
    Duration timeout = PlaceReader.timeout(sftp);
    if (archive != null && withoutSlash(archive.name()).equals(withoutSlash(directory))) {
      archive
          .refusal()
          .because("is the place itself; name another directory of the server, or leave it out");
    }
    return host == null || user == null || login == null || hostKeys == null
        ? null
        : new Sftp(
            host,
            Math.toIntExact(port),
            user,
            login,
            hostKeys,
            directory,
            archive == null ? null : archive.name(),
            timeout);
  }

  private @Nullable Login login() {
    Path key = sftp.optional("key_file", this::keyFile);
    if (sftp.names().contains("key_file")) {
      for (String password : new String[] {"password_file", "password_env"}) {
        sftp.forbid(password, "key_file is given too; the key's own password is key_" + password);
      }
      Secret opening = secrets.optional("key_password");
      return key == null ? null : new Login.Key(key, opening);
    }
    for (String password : new String[] {"key_password_file", "key_password_env"}) {
      sftp.forbid(password, "opens a key_file, and none is given");
    }
    if (!secrets.names("password")) {
      sftp.refuse("user", "needs a password_file, a password_env or a key_file");
    }
    Secret password = secrets.optional("password");
    return password == null ? null : new Login.Password(password);
  }

  /** A private key's file, which its owner alone may read. */
  private Path keyFile(String text) throws BadValue {
    Path file = Values.pathFrom(base).of(text);
    try {
      SecretSource.refuseIfOthersMayRead(file);
    } catch (IOException e) {
      throw new BadValue(
          Files.exists(file) ? file + " cannot be read: " + e : "there is no file " + file);
    }
    return file;
  }

  private static String host(String text) throws BadValue {
    if (text.contains("/") || text.contains("@") || text.isBlank() || text.contains(" ")) {
      throw new BadValue("expected a host's name or address alone, as sftp.operator.example");
    }
    return text;
  }

  private static Set<String> fingerprints(String text) throws BadValue {
    Set<String> found = new LinkedHashSet<>();
    for (String one : text.strip().split("\\s+", -1)) {
      if (!FINGERPRINT.matcher(one).matches()) {
        throw new BadValue(
            "expected the fingerprint of the server's key, as ssh-keygen -l shows it: SHA256:"
                + " and 43 characters; several are separated by blanks");
      }
      found.add(one);
    }
    return found;
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
