package daybook.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The token that a request carries, in whichever of the two APIs' ways. */
final class Credentials {
  private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

  private Credentials() {}

  /** Empty if there is no token, or if there are two that differ. */
  static Optional<String> token(Headers headers) {
    List<String> tokens =
        Stream.concat(
                headers.all("Authorization").stream().flatMap(Credentials::bearer),
                headers.all("X-Api-Token").stream().map(String::strip))
            .filter(token -> !token.isEmpty())
            .distinct()
            .toList();
    return tokens.size() == 1 ? Optional.of(tokens.getFirst()) : Optional.empty();
  }

  private static Stream<String> bearer(String authorization) {
    Matcher matcher = BEARER.matcher(authorization.strip());
    return matcher.matches() ? Stream.of(matcher.group(1)) : Stream.empty();
  }
}
