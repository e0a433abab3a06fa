package daybook.web;

import daybook.party.Caller;
import java.util.Optional;

/** Who a token stands for. */
@FunctionalInterface
public interface Authentication {
  /** Empty if the token is not in force, for whatever reason. */
  Optional<Caller> of(String token);
}
