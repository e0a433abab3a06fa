package daybook.model;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a feed's files are put by whoever delivers them. */
public sealed interface FeedPlace {
  /** What {@link Http#url} and {@link Http#name} have in place of a day. */
  String DAY = "{day}";

  /** The place as messages name it, without anything secret. */
  String shown();

  /**
   * A directory of this machine.
   *
   * @param archive the directory that files are moved to once they are taken in; absent: they stay
   */
  record Directory(Path directory, @Nullable Path archive) implements FeedPlace {
    @Override
    public String shown() {
      return directory.toString();
    }
  }

  /**
   * A directory of an SFTP server.
   *
   * @param hostKeys the fingerprints, as {@code SHA256:…}, of the keys that the server may show
   * @param directory on the server; a relative one starts where the login leads to
   * @param archive as the directory; files are renamed into it once they are taken in; absent: they
   *     stay
   * @param timeout how long a connection or an answer is waited for
   */
  record Sftp(
      String host,
      int port,
      String user,
      Login login,
      Set<String> hostKeys,
      String directory,
      @Nullable String archive,
      Duration timeout)
      implements FeedPlace {
    public Sftp {
      hostKeys = Set.copyOf(hostKeys);
    }

    @Override
    public String shown() {
      return "sftp://%s@%s:%d %s".formatted(user, host, port, directory);
    }
  }

  /** How the user of an SFTP server proves who it is. */
  sealed interface Login {
    /** By a password. */
    record Password(Secret password) implements Login {}

    /**
     * By a private key.
     *
     * @param password opens the file; absent: it is not encrypted
     */
    record Key(Path file, @Nullable Secret password) implements Login {}
  }

  /**
   * Files behind an address of a web server.
   *
   * @param url with {@link #DAY} where the day stands; without: always the same address
   * @param name what a file is called, with {@link #DAY} where the address has it
   * @param days which days are asked for; present exactly if the address has {@link #DAY}
   * @param credentials absent: the server asks for none
   * @param timeout how long a connection or more of an answer is waited for
   */
  record Http(
      String url,
      String name,
      @Nullable Days days,
      @Nullable Credentials credentials,
      Duration timeout)
      implements FeedPlace {
    @Override
    public String shown() {
      int query = url.indexOf('?');
      return query < 0 ? url : url.substring(0, query);
    }
  }

  /**
   * The days whose files may be there.
   *
   * @param date how an address writes a day
   * @param back how many days before today, in the feed's clock, are still asked for
   */
  record Days(DateTimeFormatter date, int back) {
    public String written(LocalDate day) {
      return date.format(day);
    }
  }

  /** What a web server is told, so that it answers. */
  sealed interface Credentials {
    record Basic(String user, Secret password) implements Credentials {}

    record Bearer(Secret token) implements Credentials {}
  }

  /**
   * Objects of an S3-compatible storage.
   *
   * @param endpoint the storage's address; absent: Amazon's own of the region
   * @param pathStyle whether the bucket stands in the path instead of the host's name
   * @param prefix what the names of the feed's objects begin with: empty, or ended by a slash
   * @param archive the prefix that objects are moved to once they are taken in, ended by a slash;
   *     absent: they stay
   * @param timeout how long a connection or more of an answer is waited for
   */
  record S3(
      @Nullable URI endpoint,
      String region,
      boolean pathStyle,
      String bucket,
      String prefix,
      @Nullable String archive,
      Secret accessKey,
      Secret secretKey,
      Duration timeout)
      implements FeedPlace {
    @Override
    public String shown() {
      String where = endpoint == null ? region : endpoint.toString();
      return "s3://%s/%s at %s".formatted(bucket, prefix, where);
    }
  }
}
