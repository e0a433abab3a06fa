package daybook.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A digest under the book's secret: equal where the content is equal, and nobody can try contents
 * out against it.
 */
final class Fingerprint {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /**
   * @param secret at least one byte
   */
  Fingerprint(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  Fingerprint add(long value) {
    mac.update(number.putLong(0, value).array());
    return this;
  }

  /** Adds a text with its length, so that two texts never run together into another two. */
  Fingerprint add(@Nullable String text) {
    if (text == null) {
      return add(-1);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    mac.update(bytes);
    return this;
  }

  /** The fingerprint of all that was added, as base64url; to be called once. */
  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
  }
}
