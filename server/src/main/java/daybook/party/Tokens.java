package daybook.party;

import daybook.book.Registry;
import daybook.book.Registry.TokenRow;
import daybook.memo.Memo;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.TokenId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API tokens: issued once, stored as digests, and refused from the moment they are revoked. */
public final class Tokens {
  private static final int TOKEN_BYTES = 256 / Byte.SIZE;

  /** Bounds what a flood of invented tokens may occupy. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Registry registry;
  private final Directories directories;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Memo<Question, Optional<TokenRow>> answers = new Memo<>(MOST_REMEMBERED);

  /**
   * @param tokenVersion part of the key because issuing and revoking raise it: an answer from
   *     before is never found again
   */
  private record Question(String digest, long tokenVersion) {}

  /**
   * @param token to be shown to its owner once; it cannot be found out again
   */
  public record Issued(TokenId id, String token) {}

  public Tokens(
      Registry registry, Directories directories, InstantSource clock, SecureRandom random) {
    this.registry = registry;
    this.directories = directories;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Issues a token of 256 random bits; the manager's earlier ones are refused from now on.
   *
   * @param expiresAt exclusive; absent: never
   * @throws IllegalArgumentException if there is no such manager
   */
  public Issued issue(ManagerId manager, @Nullable Instant expiresAt) {
    if (directories.now().manager(manager).isEmpty()) {
      throw new IllegalArgumentException("There is no manager " + manager);
    }
    byte[] bits = new byte[TOKEN_BYTES];
    random.nextBytes(bits);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    TokenId id = registry.issueToken(manager, digest(token), clock.instant(), expiresAt);
    return new Issued(id, token);
  }

  /** Whether there was such a token in force; it is refused from now on. */
  public boolean revoke(TokenId token) {
    return registry.revokeToken(token, clock.instant());
  }

  /**
   * Who the token stands for. Empty if it is unknown, revoked or expired or if its manager is
   * inactive; which of these is not told.
   */
  public Optional<Caller> authenticate(String token) {
    byte[] digest = digest(token);
    // The version is read before the token is, so an answer is never kept for a later version.
    Question question = new Question(HexFormat.of().formatHex(digest), registry.tokenVersion());
    Instant now = clock.instant();
    return answers
        .get(question, asked -> registry.token(digest))
        .filter(row -> isInForce(row, now))
        .flatMap(row -> directories.now().manager(row.manager()))
        .filter(Manager::active)
        .map(Caller::new);
  }

  private static boolean isInForce(TokenRow row, Instant now) {
    Instant expiresAt = row.expiresAt();
    return expiresAt == null || now.isBefore(expiresAt);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
