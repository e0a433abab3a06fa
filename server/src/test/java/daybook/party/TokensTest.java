package daybook.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.TestStore;
import daybook.model.BookZone;
import daybook.model.Currency;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class TokensTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final ManagerId ANNA = new ManagerId(1);
  private static final ManagerId BORIS = new ManagerId(2);

  private final TestStore store = new TestStore();
  private final Registry registry = store.registry();
  private Instant now = START;
  private final Tokens tokens =
      new Tokens(
          registry,
          new Directories(registry, new BookZone(ZoneOffset.UTC)),
          () -> now,
          new SecureRandom());

  @BeforeEach
  void import_managers() {
    Imports.put(
        registry,
        START,
        RegistryTable.RESELLERS,
        List.of(new Reseller(new ResellerId(1), null, "Root", Currency.EUR)));
    Imports.put(
        registry,
        START,
        RegistryTable.MANAGERS,
        List.of(manager(ANNA, true), manager(BORIS, true)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_token_stands_for_its_manager() {
    String token = tokens.issue(ANNA, null).token();

    assertThat(tokens.authenticate(token)).contains(new Caller(manager(ANNA, true)));
  }

  @Test
  void a_token_is_256_bits_and_never_stored_itself() {
    Tokens.Issued issued = tokens.issue(ANNA, null);

    assertThat(Base64.getUrlDecoder().decode(issued.token())).hasSize(32);
    assertThat(issued.token()).doesNotContain("=").isNotEqualTo(tokens.issue(ANNA, null).token());
    assertThat(registry.tokens().toString()).doesNotContain(issued.token());
  }

  @Test
  void an_invented_token_stands_for_nobody() {
    String token = tokens.issue(ANNA, null).token();

    assertThat(tokens.authenticate("")).isEmpty();
    assertThat(tokens.authenticate(token + "A")).isEmpty();
    assertThat(tokens.authenticate(token.substring(1))).isEmpty();
    assertThat(tokens.authenticate("☂ no token at all")).isEmpty();
  }

  @Test
  void a_new_token_cancels_the_managers_old_one_at_once_and_nobody_elses() {
    String old = tokens.issue(ANNA, null).token();
    String other = tokens.issue(BORIS, null).token();
    assertThat(tokens.authenticate(old)).isPresent();

    String fresh = tokens.issue(ANNA, null).token();

    assertThat(tokens.authenticate(old)).isEmpty();
    assertThat(tokens.authenticate(fresh)).isPresent();
    assertThat(tokens.authenticate(other)).isPresent();
  }

  @Test
  void a_revoked_token_is_refused_at_once() {
    Tokens.Issued issued = tokens.issue(ANNA, null);
    assertThat(tokens.authenticate(issued.token())).isPresent();

    assertThat(tokens.revoke(issued.id())).isTrue();

    assertThat(tokens.authenticate(issued.token())).isEmpty();
    assertThat(tokens.revoke(issued.id())).isFalse();
  }

  @Test
  void a_token_that_was_asked_for_before_it_was_issued_is_known_afterwards() {
    SecureRandom zeros =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {}
        };
    Tokens predictable =
        new Tokens(
            registry, new Directories(registry, new BookZone(ZoneOffset.UTC)), () -> now, zeros);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    assertThat(predictable.authenticate(token)).isEmpty();

    predictable.issue(ANNA, null);

    assertThat(predictable.authenticate(token)).isPresent();
  }

  @Test
  void a_token_is_refused_from_the_moment_it_expires() {
    Instant expiry = START.plusSeconds(60);
    String token = tokens.issue(ANNA, expiry).token();

    now = expiry.minusNanos(1);
    assertThat(tokens.authenticate(token)).isPresent();

    now = expiry;
    assertThat(tokens.authenticate(token)).isEmpty();
  }

  @Test
  void an_inactive_managers_token_is_refused_until_the_manager_is_active_again() {
    String token = tokens.issue(ANNA, null).token();

    Imports.put(registry, START, RegistryTable.MANAGERS, List.of(manager(ANNA, false)));
    assertThat(tokens.authenticate(token)).isEmpty();

    Imports.put(registry, START, RegistryTable.MANAGERS, List.of(manager(ANNA, true)));
    assertThat(tokens.authenticate(token)).isPresent();
  }

  @Test
  void nobody_gets_a_token_who_is_no_manager() {
    assertThatThrownBy(() -> tokens.issue(new ManagerId(3), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no manager 3");
  }

  private static Manager manager(ManagerId id, boolean active) {
    return new Manager(id, new ResellerId(1), null, "M" + id, "", Role.ADMIN, active);
  }
}
