package daybook.inventory;

import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.TestStore;
import daybook.model.AccountId;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.model.Versioned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A real store, a clock that a test moves, and directories of files to import. */
final class ImportFixture implements AutoCloseable {
  private final TestStore store = new TestStore();
  private final Path root;
  private final Set<Object> booked = new HashSet<>();
  private final Inventory inventory;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int directories;

  ImportFixture(Path root) {
    this.root = root;
    this.inventory = new Inventory(registry(), () -> now, new BookedIds());
  }

  private final class BookedIds implements Booked {
    @Override
    public boolean reseller(ResellerId reseller) {
      return booked.contains(reseller);
    }

    @Override
    public boolean account(AccountId account) {
      return booked.contains(account);
    }

    @Override
    public boolean subscription(SubscriptionId subscription) {
      return booked.contains(subscription);
    }
  }

  Registry registry() {
    return store.registry();
  }

  void book(Object... ids) {
    booked.addAll(List.of(ids));
  }

  Instant now() {
    return now;
  }

  /** Imports these files, given as name and text by turns, an hour after the last import. */
  ImportReport bring(String... namesAndTexts) {
    Path directory = newDirectory();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      write(directory, namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return bring(directory);
  }

  ImportReport bring(Path directory) {
    now = now.plusSeconds(3600);
    return inventory.importDirectory(directory);
  }

  /** What an import that must fail throws. */
  InventoryException refused(String... namesAndTexts) {
    try {
      bring(namesAndTexts);
    } catch (InventoryException e) {
      return e;
    }
    throw new AssertionError("The import was not refused");
  }

  Path newDirectory() {
    try {
      return Files.createDirectory(root.resolve("import" + directories++));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path directory, String name, byte[] bytes) {
    try {
      Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> List<Versioned<T>> rows(RegistryTable<T> table, Registry.When when) {
    return registry().read(when, reader -> reader.rows(table));
  }

  <T> List<T> now(RegistryTable<T> table) {
    return rows(table, new Registry.When.Now()).stream().map(Versioned::row).toList();
  }

  @Override
  public void close() {
    store.close();
  }

  /** A small world of every kind of row, to which broken files are added. */
  void bringWorld() {
    bring(
        "resellers.csv",
        """
        id,parent_id,name,currency
        1,,Provider,EUR
        2,1,Middle,KZT
        3,2,Small,USD
        """,
        "accounts.csv",
        """
        id,reseller_id,name
        10,1,Ten
        20,2,Twenty
        """,
        "subscriptions.csv",
        """
        id,account_id,name
        100,10,Hundred
        200,20,Two hundred
        """,
        "sims.csv",
        """
        id,iccid,original_number,operator_key,name,profile,subscription_id,operator,from,to
        1000,ICC0,770,KEY0,Zero,TC,100,edge,,2026-01-31
        1000,ICC0,770,KEY0,Zero,TD,200,edge,2026-02-01,
        1001,ICC1,,KEY1,,TC,100,,,
        """,
        "sim_groups.csv",
        """
        id,reseller_id,name
        5,1,Five
        6,2,Six
        """,
        "sim_group_members.csv",
        """
        group_id,sim_id
        5,1000
        5,1001
        6,1001
        """,
        "managers.csv",
        """
        id,reseller_id,account_id,name,email,role,active
        7,1,,Ann,ann@example.org,admin,true
        8,,20,Bob,,,true
        """,
        "price_lists.csv",
        """
        id,seller,buyer,currency,effective_from
        31,operator:edge,reseller:1,EUR,2026-01-01
        32,reseller:1,resellers,EUR,2026-01-01
        33,reseller:2,account:20,KZT,2026-01-01
        """,
        "prices.csv",
        """
        price_list_id,operator,profile,unit,increment_bytes,price
        31,edge,TC,MiB,1024,0.004
        31,,,B,1,0
        """,
        "fx_rates.csv",
        """
        day,from,to,rate
        2026-01-01,EUR,KZT,540.25
        """);
  }
}
