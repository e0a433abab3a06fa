package daybook.book;

import daybook.model.ManagerId;
import daybook.model.TokenId;
import daybook.model.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The port to the small transactional world: the tree, inventory, prices, rates, managers, tokens
 * and settings. Its rows are append-only: a change closes one version and opens another.
 */
public interface Registry {

  /**
   * The number of the last change of a table, by whichever process; it grows with every one, so
   * that snapshots can be cached.
   */
  long version();

  /** The number of the last change of tokens, by whichever process; it grows with every one. */
  long tokenVersion();

  /** Reads from several tables as they stood at one moment, in one transaction. */
  <R> R read(When when, Function<Reader, R> reading);

  /**
   * Begins a change; waits for an earlier one to end.
   *
   * @param clock is read after the wait: a change is stamped with the moment it was made
   */
  Change begin(InstantSource clock);

  Optional<String> setting(String name);

  /** Sets what was not set before. Returns what is in force, which an earlier call may have set. */
  String settle(String name, String value);

  /** Issues a token and revokes the manager's earlier ones, at once. */
  TokenId issueToken(ManagerId manager, byte[] digest, Instant at, @Nullable Instant expiresAt);

  /** Whether there was such a token in force. */
  boolean revokeToken(TokenId token, Instant at);

  /** The token that is not revoked and has this SHA-256 digest. */
  Optional<TokenRow> token(byte[] digest);

  List<TokenRow> tokens();

  /** Which versions of a row are seen. */
  sealed interface When {
    /** Those in force now. */
    record Now() implements When {}

    /** Those in force just before this moment. */
    record Before(Instant moment) implements When {}

    /** All there ever were. */
    record Ever() implements When {}
  }

  /** The tables as they stood at the moment that was asked for. */
  interface Reader {
    /** Rows in the order of their keys. */
    <T> List<Versioned<T>> rows(RegistryTable<T> table);

    /** The number of the last change that this reader sees. */
    long version();
  }

  /** One atomic change: nothing of it is seen before {@link #commit}. */
  interface Change extends AutoCloseable {
    <T> void open(RegistryTable<T> table, T row);

    <T> void close(RegistryTable<T> table, Versioned<T> row);

    void commit();

    @Override
    void close();
  }

  /**
   * @param expiresAt exclusive; absent: never
   * @param revokedAt absent while it is in force
   */
  record TokenRow(
      TokenId id,
      ManagerId manager,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt) {}
}
