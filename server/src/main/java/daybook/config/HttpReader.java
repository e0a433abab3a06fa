package daybook.config;

import daybook.model.FeedPlace;
import daybook.model.FeedPlace.Credentials;
import daybook.model.FeedPlace.Days;
import daybook.model.FeedPlace.Http;
import daybook.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads files behind an address of a web server. */
final class HttpReader {
  private static final int LONGEST_BACK_DAYS = 366;

  private final Section http;
  private final SecretKeys secrets;

  HttpReader(Section http, Path base, Map<String, String> environment) {
    this.http = http;
    this.secrets = new SecretKeys(http, base, environment);
  }

  /** The place; null where something is wrong with it. */
  @Nullable Http read() {
    String url = http.require("url", WebAddress::withDay);
    boolean daily = url != null && url.contains(FeedPlace.DAY);
    Days days = days(url, daily);
    String stated = http.optional("name", HttpReader::fileName);
    String name = stated != null || url == null ? stated : WebAddress.lastSegment(url);
    if (url != null && name != null) {
      refuseName(name, daily, stated != null);
    }
    Credentials credentials = credentials();
    if (url != null && credentials != null && !WebAddress.isPrivate(URI.create(sample(url)))) {
      http.refuse(
          "url", "sends its secret readable by everyone on the way; write https instead of http");
    }
    Duration timeout = PlaceReader.timeout(http);
    return url == null || name == null ? null : new Http(url, name, days, credentials, timeout);
  }

  private @Nullable Days days(@Nullable String url, boolean daily) {
    if (url == null) {
      // Whether they have a meaning cannot be known.
      http.know("date");
      http.know("days_back");
      return null;
    }
    if (!daily) {
      http.forbid("date", "has no meaning where the url has no {day}");
      http.forbid("days_back", "has no meaning where the url has no {day}");
      return null;
    }
    DateTimeFormatter date = http.require("date", StrictPattern::day);
    long back = http.read("days_back", "7", Values.whole(0, LONGEST_BACK_DAYS));
    return date == null ? null : new Days(date, Math.toIntExact(back));
  }

  private void refuseName(String name, boolean daily, boolean stated) {
    if (name.isEmpty() || name.startsWith(".")) {
      http.refuse("url", "does not end in a file's name; write name, as north.csv");
    } else if (daily && !name.contains(FeedPlace.DAY)) {
      http.refuse(
          stated ? "name" : "url",
          "gives files of different days the same name; write "
              + (stated ? "{day} in it" : "name, as north_{day}.csv"));
    } else if (!daily && name.contains(FeedPlace.DAY)) {
      http.refuse("name", "has a {day}, but the url has none");
    }
  }

  private @Nullable Credentials credentials() {
    String user = http.optional("user", Values::text);
    if (secrets.names("token")) {
      Secret token = secrets.optional("token");
      for (String key : new String[] {"user", "password_file", "password_env"}) {
        if (http.names().contains(key)) {
          http.refuse(key, "a token is given too; keep one of the two");
        }
        http.know(key);
      }
      return token == null ? null : new Credentials.Bearer(token);
    }
    http.know("token_file");
    http.know("token_env");
    if (user == null && !http.names().contains("user")) {
      for (String key : new String[] {"password_file", "password_env"}) {
        http.forbid(key, "needs a user");
      }
      return null;
    }
    Secret password = secrets.require("password");
    return user == null || password == null ? null : new Credentials.Basic(user, password);
  }

  private static String fileName(String text) throws BadValue {
    if (text.isBlank() || text.contains("/") || text.contains("\\") || text.startsWith(".")) {
      throw new BadValue("expected a file's name, as north_{day}.csv, not " + Values.shown(text));
    }
    return Values.text(text);
  }

  private static String sample(String url) {
    return url.replace(FeedPlace.DAY, LocalDate.EPOCH.toString());
  }
}
