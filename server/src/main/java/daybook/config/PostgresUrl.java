package daybook.config;

import java.util.Locale;

/**
 * The address of a PostgreSQL database. It is printed and logged, so it must not hold a secret; and
 * as it may hold one by mistake, no message repeats it.
 */
final class PostgresUrl {
  private static final String BEGINNING = "jdbc:postgresql:";
  private static final String EXAMPLE = BEGINNING + "//db.example:5432/daybook";

  private PostgresUrl() {}

  static String of(String text) throws BadValue {
    if (!text.startsWith(BEGINNING)) {
      throw new BadValue("must begin with %s, as %s".formatted(BEGINNING, EXAMPLE));
    }
    if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw new BadValue("holds a blank, which is written %20");
    }
    if (text.contains("@")) {
      throw new BadValue(
          "holds an @, as if a user or a password stood before it: write user, and password_file or"
              + " password_env; an @ that is meant is written %40");
    }
    int question = text.indexOf('?');
    String parameters = question < 0 ? "" : text.substring(question + 1);
    for (String parameter : parameters.split("&", -1)) {
      refuseSecret(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT));
    }
    return text;
  }

  private static void refuseSecret(String parameter) throws BadValue {
    switch (parameter) {
      case "user" -> throw new BadValue("holds user=: write it under the key user instead");
      case "password" ->
          throw new BadValue(
              "holds password=, but secrets do not belong here: write password_file or"
                  + " password_env instead");
      case "sslpassword" ->
          throw new BadValue(
              "holds sslpassword=, but secrets do not belong here: use a key without a password"
                  + " that the server's user alone may read");
      default -> {}
    }
  }
}
