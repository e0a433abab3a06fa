package daybook.config;

import daybook.config.PlaceReader.Archive;
import daybook.model.FeedPlace.S3;
import daybook.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a bucket of an S3-compatible storage. */
final class S3Reader {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Section s3;
  private final SecretKeys secrets;

  S3Reader(Section s3, Path base, Map<String, String> environment) {
    this.s3 = s3;
    this.secrets = new SecretKeys(s3, base, environment);
  }

  /** The place; null where something is wrong with it. */
  @Nullable S3 read(@Nullable Archive archive) {
    URI endpoint = s3.optional("endpoint", WebAddress::of);
    boolean ownEndpoint = s3.names().contains("endpoint");
    String region = s3.require("region", S3Reader::region);
    boolean pathStyle = s3.read("path_style", ownEndpoint ? "true" : "false", Values::flag);
    String bucket = s3.require("bucket", S3Reader::bucket);
    String prefix = s3.optional("prefix", S3Reader::prefix);
    Secret accessKey = secrets.require("access_key");
    Secret secretKey = secrets.require("secret_key");
    Duration timeout = PlaceReader.timeout(s3);
    String begins = prefix == null ? "" : prefix;
    String away = archive == null ? null : checked(archive, begins);
    return region == null || bucket == null || accessKey == null || secretKey == null
        ? null
        : new S3(endpoint, region, pathStyle, bucket, begins, away, accessKey, secretKey, timeout);
  }

  private static @Nullable String checked(Archive archive, String prefix) {
    try {
      String checked = prefix(archive.name());
      if (checked.equals(prefix)) {
        archive.refusal().because("is the place itself; name another prefix, or leave it out");
      }
      return checked;
    } catch (BadValue e) {
      archive.refusal().because(e.reason());
      return null;
    }
  }

  private static String region(String text) throws BadValue {
    return matching(REGION, text, "expected a region, as eu-central-1");
  }

  private static String bucket(String text) throws BadValue {
    return matching(BUCKET, text, "expected a bucket's name, as operator-cdr");
  }

  private static String prefix(String text) throws BadValue {
    if (text.startsWith("/") || !text.endsWith("/") || text.contains("//")) {
      throw new BadValue(
          "expected the beginning of the objects' names, ended by a slash and not begun by one, as"
              + " cdr/, not "
              + Values.shown(text));
    }
    return Values.text(text);
  }

  private static String matching(Pattern pattern, String text, String expected) throws BadValue {
    if (!pattern.matcher(text).matches()) {
      throw new BadValue(expected + ", not " + Values.shown(text));
    }
    return text;
  }
}
