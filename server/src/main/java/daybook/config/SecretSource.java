package daybook.config;

import daybook.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.regex.Pattern;

/** The two places that a secret may come from. No message repeats what it found there. */
final class SecretSource {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int MOST_BYTES = 4096;

  private SecretSource() {}

  /** The name of a variable. Whoever writes the secret itself here does not see it again. */
  static String variableName(String text) throws BadValue {
    if (!VARIABLE.matcher(text).matches()) {
      throw new BadValue("expected the name of an environment variable, as DAYBOOK_DB_PASSWORD");
    }
    return text;
  }

  /**
   * @param what the secret is, as {@code password}
   */
  static Secret ofVariable(String name, String what, Map<String, String> environment)
      throws BadValue {
    String value = environment.get(name);
    if (value == null) {
      throw new BadValue("the environment has no variable of this name; set it where Daybook runs");
    }
    if (value.isEmpty()) {
      throw new BadValue("the variable of this name is empty; a " + what + " is expected in it");
    }
    return new Secret(value);
  }

  /**
   * A file's content without the line end that editors leave.
   *
   * @param what the secret is, as {@code password}
   */
  static Secret ofFile(Path file, String what) throws BadValue {
    try {
      refuseIfOthersMayRead(file);
      String line = line(file, what);
      if (line.isEmpty()) {
        throw new BadValue(file + " is empty; the " + what + " is expected in it");
      }
      if (line.contains("\n") || line.contains("\r")) {
        throw new BadValue(file + " has several lines; the " + what + " is expected alone in it");
      }
      return new Secret(line);
    } catch (CharacterCodingException e) {
      throw new BadValue(file + " is not UTF-8");
    } catch (IOException e) {
      throw new BadValue(
          Files.exists(file) ? file + " cannot be read: " + e : "there is no file " + file);
    }
  }

  /**
   * @throws BadValue if every user of this machine may read the file
   */
  static void refuseIfOthersMayRead(Path file) throws IOException, BadValue {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null
        && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
      throw new BadValue(
          "every user of this machine may read %s; say chmod 600 %s".formatted(file, file));
    }
  }

  private static String line(Path file, String what) throws IOException, BadValue {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadValue(
            file
                + " is larger than "
                + MOST_BYTES
                + " bytes; the "
                + what
                + " is expected alone in it");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replaceFirst("\r?\n\\z", "");
    }
  }
}
