package daybook.config;

import daybook.model.FeedPlace;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Addresses of web servers. As one may hold a secret by mistake, no message repeats it. */
final class WebAddress {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "token",
          "access_token",
          "secret",
          "api_key",
          "apikey",
          "sig",
          "signature",
          "x-amz-signature");

  private WebAddress() {}

  /** An address of a file, which may have {@code {day}} in it. */
  static String withDay(String text) throws BadValue {
    if (text.contains("#")) {
      throw new BadValue("has a #, after which nothing is sent to a server; leave that out");
    }
    of(text.replace(FeedPlace.DAY, "1970-01-01"));
    return text;
  }

  static URI of(String text) throws BadValue {
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValue("is no address of the form https://files.operator.example/path");
    }
    String scheme = address.getScheme();
    if (scheme == null || !Set.of("http", "https").contains(scheme) || address.getHost() == null) {
      throw new BadValue("is no address of the form https://files.operator.example/path");
    }
    if (address.getRawUserInfo() != null) {
      throw new BadValue(
          "holds an @, as if a user or a password stood before it: secrets do not belong here;"
              + " write user, and password_file or password_env");
    }
    refuseSecrets(address);
    return address;
  }

  private static void refuseSecrets(URI address) throws BadValue {
    String query = address.getRawQuery();
    for (String parameter : (query == null ? "" : query).split("&", -1)) {
      String name = parameter.split("=", 2)[0];
      if (SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new BadValue(
            "holds %s=, but secrets do not belong here: write user and password_file, or token_file"
                .formatted(name));
      }
    }
  }

  /** Whether what is sent there cannot be read on the way. */
  static boolean isPrivate(URI address) {
    return address.getScheme().equals("https")
        || THIS_MACHINE.contains(address.getHost().toLowerCase(Locale.ROOT));
  }

  /** What stands behind the last slash of the path; empty where nothing does. */
  static String lastSegment(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    int begin = path.indexOf("//") + 2;
    int slash = path.lastIndexOf('/');
    return slash < begin ? "" : path.substring(slash + 1);
  }
}
