package daybook.feed;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Locale;

/** Which names of a place belong to a feed. What a server calls a file is not to be trusted. */
public final class FileNames {
  private static final int MOST_SHOWN = 60;

  private final PathMatcher wanted;

  /**
   * @param glob as {@code *.csv}
   * @throws java.util.regex.PatternSyntaxException if it is none
   */
  public FileNames(String glob) {
    this.wanted = FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  /** Whether the name could lead out of a directory, or act on a terminal. */
  public static boolean isHostile(String name) {
    return name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.codePoints().anyMatch(c -> c == '/' || c == '\\' || !isPlain(c));
  }

  /**
   * Whether a file is the feed's and finished: hidden files are not, nor what senders call
   * unfinished, {@code .part} and {@code .tmp}.
   *
   * @param name one that is not hostile
   */
  public boolean want(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.startsWith(".")
        && !lower.endsWith(".part")
        && !lower.endsWith(".tmp")
        && wanted.matches(Path.of(name));
  }

  /** A name as a message shows it: clipped, and without characters that act on a terminal. */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(MOST_SHOWN)
        .forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    if (name.codePointCount(0, name.length()) > MOST_SHOWN) {
      shown.append('…');
    }
    return shown.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
