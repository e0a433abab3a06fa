package daybook.cli;

import daybook.book.StoreFailure;
import daybook.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why a store failed. That the disk of the embedded store is full it finds out by looking at
 * the disk, for the engine tells its errors apart in words only.
 */
final class StoreTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(StoreTrouble.class);

  private static final long MEGABYTE = 1_000_000;

  /** A booking that failed gives room back, at most the 16 MB of the engine's log. */
  private static final long FULL_BYTES = 64 * MEGABYTE;

  /** How the engine's message begins. */
  private static final String OUT_OF_MEMORY = "Out of Memory Error";

  private StoreTrouble() {}

  static String explain(StoreFailure failure, StoreSettings store) {
    String said = String.valueOf(failure.getMessage());
    return switch (store) {
      case StoreSettings.Embedded(Path data, int engineMemoryMb) ->
          fullDisk(data)
              .orElse(said.contains(OUT_OF_MEMORY) ? said + moreThan(engineMemoryMb) : said);
      case StoreSettings.Postgres _ -> said;
    };
  }

  private static String moreThan(int engineMemoryMb) {
    return engineMemoryMb == StoreSettings.Embedded.HALF_OF_THE_MACHINE
        ? "; it may have half of the machine's memory, and engine_memory_mb gives it more"
        : "; engine_memory_mb gives it %d MB: give it more".formatted(engineMemoryMb);
  }

  private static Optional<String> fullDisk(Path data) {
    try {
      long left = Files.getFileStore(data).getUsableSpace();
      return left >= FULL_BYTES
          ? Optional.empty()
          : Optional.of(
              "the store failed: the disk that holds %s is full, it has %d MB left;"
                      .formatted(data, left / MEGABYTE)
                  + " nothing of what was under way was booked: make room and repeat");
    } catch (IOException e) {
      LOG.warn("How much room the disk of {} has is unknown", data, e);
      return Optional.empty();
    }
  }
}
