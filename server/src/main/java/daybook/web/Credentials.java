package daybook.web;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token that a request carries, in whichever of the two APIs' ways. */
final class Credentials {
  private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

  private Credentials() {}

  /** Empty if there is no token, or if there are two that differ. */
  static Optional<String> token(Headers headers) {
    Set<String> tokens = new HashSet<>();
    for (String authorization : headers.all("Authorization")) {
      Matcher matcher = BEARER.matcher(authorization.strip());
      if (matcher.matches()) {
        tokens.add(matcher.group(1));
      }
    }
    for (String token : headers.all("X-Api-Token")) {
      if (!token.isBlank()) {
        tokens.add(token.strip());
      }
    }
    return tokens.size() == 1 ? Optional.of(tokens.iterator().next()) : Optional.empty();
  }
}
