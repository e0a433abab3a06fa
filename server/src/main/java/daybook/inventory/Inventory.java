package daybook.inventory;

import daybook.book.Registry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the plain files of a directory into the registry, each whole or not at all. Importing the
 * same again changes nothing.
 */
public final class Inventory {
  private final Registry registry;
  private final InstantSource clock;

  /** In an order in which what a line refers to has been brought in before it. */
  private final List<PlainFile> known;

  /**
   * @param clock when a change is made
   * @param booked asked for every row whose place in the tree a file would change
   */
  public Inventory(Registry registry, InstantSource clock, Booked booked) {
    this.registry = registry;
    this.clock = clock;
    this.known =
        List.of(
            new ResellersFile(booked),
            new AccountsFile(booked),
            new SubscriptionsFile(booked),
            new SimsFile(),
            new SimGroupsFile(),
            new GroupMembersFile(),
            new ManagersFile(),
            new PriceListsFile(),
            new PricesFile(),
            new FxRatesFile());
  }

  /**
   * Imports the files that are there. After a bad file no other is tried; those before it stay.
   *
   * @throws InventoryException if a file has bad lines, or there is nothing to import
   */
  public ImportReport importDirectory(Path directory) {
    List<String> names = csvFiles(directory);
    List<PlainFile> present = known.stream().filter(file -> names.contains(file.name())).toList();
    List<String> ignored = new ArrayList<>(names);
    ignored.removeAll(present.stream().map(PlainFile::name).toList());
    if (present.isEmpty()) {
      List<String> expected = known.stream().map(PlainFile::name).toList();
      throw unreadable(directory, "holds none of " + String.join(", ", expected));
    }
    List<FileResult> results = new ArrayList<>();
    for (PlainFile file : present) {
      Complaints complaints = new Complaints(file.name());
      FileResult result = bring(directory, file, complaints);
      if (!complaints.isEmpty()) {
        throw new InventoryException(
            complaints.shown(),
            complaints.more(),
            new ImportReport(results, ignored),
            present.stream().skip(results.size()).map(PlainFile::name).toList());
      }
      results.add(result);
    }
    return new ImportReport(results, ignored);
  }

  private FileResult bring(Path directory, PlainFile file, Complaints complaints) {
    String text = Utf8.read(directory.resolve(file.name()), complaints);
    // The change is begun before the registry is read, so that nobody changes it in between.
    try (Registry.Change change = registry.begin(clock)) {
      FileResult result =
          registry.read(
              new Registry.When.Now(),
              now -> file.bring(new Lines(text, file, complaints), now, change));
      if (complaints.isEmpty() && !result.isUnchanged()) {
        change.commit();
      }
      return result;
    }
  }

  /** The names of the CSV files in the directory, sorted. */
  private static List<String> csvFiles(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw unreadable(directory, "is no directory");
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.csv")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException e) {
      throw unreadable(directory, "cannot be read: " + e);
    }
    names.sort(null);
    return names;
  }

  private static InventoryException unreadable(Path directory, String reason) {
    return new InventoryException(
        List.of(new BadLine(directory.toString(), 0, null, reason)),
        0,
        new ImportReport(List.of(), List.of()),
        List.of());
  }
}
