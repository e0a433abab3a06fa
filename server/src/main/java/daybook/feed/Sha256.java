package daybook.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that deliveries are known by; every Java platform has it. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no SHA-256", e);
    }
  }
}
