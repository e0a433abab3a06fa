package daybook.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Says in words why a file could not be read or written; the system's errors often name it only.
 */
final class FileTrouble {
  private FileTrouble() {}

  static String explain(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is there already";
      case FileSystemException wrong when wrong.getReason() != null ->
          wrong.getFile() + ": " + wrong.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
