package daybook.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A strong, opaque name of an answer's content (RFC 9110 §8.8.3): a digest, so that it tells
 * nothing of what it was made of.
 *
 * @param value with its quotes
 */
public record EntityTag(String value) {
  private static final int BYTES = 128 / Byte.SIZE;
  private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

  /** The tag of whatever these texts together determine. */
  public static EntityTag of(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // With its length before it, no part can be taken for the end of the one before.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    byte[] shortened = Arrays.copyOf(digest.digest(), BYTES);
    return new EntityTag(
        "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(shortened) + "\"");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Whether the client has this content already: weak or strong, in a list, or {@code *}. */
  public boolean isHeldBy(Headers headers) {
    return headers.all("If-None-Match").stream()
        .anyMatch(held ->
            held.strip().equals("*")
                || TAG.matcher(held).results().anyMatch(tag -> tag.group().equals(value)));
  }
}
