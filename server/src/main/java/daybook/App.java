package daybook;

import daybook.book.BookSettings;
import daybook.book.DaySlices;
import daybook.book.Facts;
import daybook.book.Registry;
import daybook.book.RegistryTable;
import daybook.book.SchemaState;
import daybook.book.StoreFailure;
import daybook.book.StoreUnavailable;
import daybook.book.SyncRun;
import daybook.book.duckdb.DuckDbStore;
import daybook.book.postgres.Database;
import daybook.book.postgres.PostgresStore;
import daybook.book.sql.BookCopy;
import daybook.book.sql.CopyFailure;
import daybook.book.sql.SqlStore;
import daybook.completeness.Completeness;
import daybook.config.Settings;
import daybook.config.StoreSettings;
import daybook.feed.DirectoryPlace;
import daybook.feed.Offered;
import daybook.feed.OpenPlace;
import daybook.feed.Spool;
import daybook.feed.http.HttpPlace;
import daybook.feed.s3.S3Place;
import daybook.feed.sftp.SftpPlace;
import daybook.intake.Corrections;
import daybook.intake.Intake;
import daybook.intake.Repeating;
import daybook.intake.Settlement;
import daybook.intake.Sync;
import daybook.intake.Workbench;
import daybook.inventory.Inventory;
import daybook.inventory.PriceBooks;
import daybook.model.BookZone;
import daybook.model.DeliveryId;
import daybook.model.Feed;
import daybook.model.FeedPlace;
import daybook.model.Manager;
import daybook.model.ManagerId;
import daybook.model.Reseller;
import daybook.model.ResellerId;
import daybook.model.Role;
import daybook.model.Secret;
import daybook.model.SummaryLayout;
import daybook.party.Directories;
import daybook.party.Tokens;
import daybook.rating.PriceBook;
import daybook.reconcile.Reconciliation;
import daybook.report.BookCheck;
import daybook.report.CompleteThrough;
import daybook.report.CompletenessFold;
import daybook.report.Differences;
import daybook.report.ExpenseFold;
import daybook.report.Explanations;
import daybook.report.Ratings;
import daybook.report.Totals;
import daybook.report.UsageFold;
import daybook.report.Versions;
import daybook.report.Viewpoints;
import daybook.web.Api;
import daybook.web.Document;
import daybook.web.HeavyEndpoint;
import daybook.web.HeavyWork;
import daybook.web.KeptAnswers;
import daybook.web.RequestIds;
import daybook.web.Site;
import daybook.web.TokenRates;
import daybook.web.completeness.CompletenessEndpoint;
import daybook.web.expenses.ExpenseEndpoint;
import daybook.web.expenses.ExpenseProblems;
import daybook.web.explain.EntriesEndpoint;
import daybook.web.explain.PartsEndpoint;
import daybook.web.explain.SessionEndpoint;
import daybook.web.usage.UsageEndpoint;
import daybook.web.usage.UsageProblems;
import daybook.web.vertx.HttpServer;
import daybook.web.vertx.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole program, wired in reading order: from the store to what answers. */
public final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  /** How long a client may take for a request's head, its body, and to accept an answer. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration WRITE = Duration.ofSeconds(30);

  /** How long one waits in line for a page, which takes milliseconds, and for another report. */
  private static final Duration PATIENCE_FOR_PAGES = Duration.ofMillis(250);

  private static final Duration PATIENCE_FOR_REPORTS = Duration.ofSeconds(5);

  /** How long a stop waits for the calls under way. */
  private static final Duration STOP = Duration.ofSeconds(10);

  /** One statement of a copy may go through the largest table. */
  private static final Duration COPYING = Duration.ofDays(1);

  private final Settings settings;
  private final InstantSource clock;
  private final SecureRandom random;
  private final SqlStore store;
  private final Registry registry;
  private final Facts facts;
  private final BookSettings bookSettings;
  private final Directories directories;
  private final PriceBooks prices;
  private final Tokens tokens;
  private final Inventory inventory;
  private final Intake intake;
  private final Settlement settlement;
  private final Corrections corrections;
  private final Sync sync;
  private final Repeating repeating = new Repeating();
  private final UsageFold usage;
  private final ExpenseFold expenses;
  private final Completeness completeness;
  private final CompletenessFold completenessFold;
  private final Explanations explanations;
  private final Differences differences;
  private final Reconciliation reconciliation;
  private final BookCheck check;

  private App(Settings configured, SqlStore store, InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.store = store;
    this.registry = store.registry();
    this.facts = store.facts();
    this.bookSettings = new BookSettings(registry);
    requireWhole(bookSettings);
    this.settings = inZoneOf(bookSettings, configured);
    BookZone zone = settings.zone();
    this.directories = new Directories(registry, zone);
    this.prices = new PriceBooks(registry);
    this.tokens = new Tokens(registry, directories, clock, random);
    this.inventory = new Inventory(registry, clock, new BookedAccounts(facts, directories));
    Workbench workbench = new Workbench(directories, prices, bookSettings::openedOn, zone, clock);
    this.intake = new Intake(facts, workbench);
    this.settlement = new Settlement(facts, registry, workbench);
    this.corrections = new Corrections(facts, workbench);
    this.sync =
        new Sync(
            facts,
            this::openPlace,
            new Spool(settings::spoolDirectory),
            clock,
            wait -> LockSupport.parkNanos(wait.toNanos()));
    DaySlices slices = new DaySlices(facts, settings.sliceCacheBytes(), settings.slices());
    Viewpoints viewpoints = new Viewpoints(facts, directories, zone, bookSettings::openedOn, clock);
    Versions versions = new Versions(facts, bookSettings.secret(random));
    Ratings ratings = new Ratings(facts);
    this.completeness = new Completeness(facts, settings.feeds().values(), clock);
    CompleteThrough completeThrough = new CompleteThrough(completeness);
    this.usage =
        new UsageFold(facts, slices, viewpoints, versions, ratings, prices, completeThrough);
    this.expenses =
        new ExpenseFold(
            facts,
            new Totals(facts, settings.expenseCacheBytes(), settings.slices()),
            viewpoints,
            versions,
            ratings,
            completeThrough);
    this.completenessFold = new CompletenessFold(completeness, viewpoints, completeThrough);
    this.explanations = new Explanations(facts, viewpoints, versions, ratings, prices);
    this.differences = new Differences(facts, slices, viewpoints);
    this.reconciliation =
        new Reconciliation(
            facts, slices, viewpoints, ratings, prices, completeness, settings.feeds(), zone);
    this.check = new BookCheck(facts, slices, directories, prices, bookSettings::openedOn);
  }

  /**
   * Opens the book in the settings' store, and makes one where there is none.
   *
   * @throws CommandFailure if the settings do not fit the book, or it is an unfinished copy
   */
  public static App open(Settings settings) throws IOException {
    return open(settings, InstantSource.system());
  }

  /** Opens the book by another clock. */
  public static App open(Settings settings, InstantSource clock) throws IOException {
    SqlStore store = openStore(settings.store(), clock);
    try {
      return new App(settings, store, clock, new SecureRandom());
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Copies the book of one store into another one, which is empty or was left unfinished by an
   * earlier copy.
   *
   * @param restart whether an unfinished copy is removed first
   * @throws CommandFailure if it cannot be copied there
   */
  public static BookCopy.Copied copy(
      StoreSettings from, StoreSettings to, boolean restart, BookCopy.Progress progress)
      throws IOException {
    if (from instanceof StoreSettings.Embedded(Path data, _) && !Files.exists(embeddedFile(data))) {
      throw new CommandFailure("there is no book in " + data);
    }
    InstantSource clock = InstantSource.system();
    try (SqlStore source = openStore(patient(from), clock);
        SqlStore target = openStore(patient(to), clock)) {
      String run = UUID.randomUUID().toString();
      return new BookCopy(source, target, BookCopy.RUN_ROWS, run, progress).run(restart);
    } catch (CopyFailure e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private static StoreSettings patient(StoreSettings settings) {
    return switch (settings) {
      case StoreSettings.Embedded embedded -> embedded;
      case StoreSettings.Postgres postgres ->
          new StoreSettings.Postgres(
              postgres.url(),
              postgres.user(),
              postgres.password(),
              postgres.connections(),
              postgres.connectTimeout(),
              COPYING);
    };
  }

  private static SqlStore openStore(StoreSettings settings, InstantSource clock)
      throws IOException {
    return switch (settings) {
      case StoreSettings.Embedded(Path data, int engineMemoryMb) -> {
        Files.createDirectories(data);
        yield DuckDbStore.open(embeddedFile(data), engineMemoryMb);
      }
      case StoreSettings.Postgres database -> PostgresStore.open(database(database), clock);
    };
  }

  /**
   * How far the schema of the settings' store is. Changes nothing; an embedded store must not be
   * open.
   *
   * @throws CommandFailure if the embedded store cannot be read
   */
  public static SchemaState schema(Settings settings) {
    return switch (settings.store()) {
      case StoreSettings.Embedded(Path data, _) -> {
        try {
          yield DuckDbStore.schema(embeddedFile(data));
        } catch (IOException e) {
          throw new CommandFailure(embeddedFile(data) + " cannot be read: " + e.getMessage());
        }
      }
      case StoreSettings.Postgres database -> PostgresStore.schema(database(database));
    };
  }

  /** Brings the schema of the settings' store up to date, as opening it does. */
  public static void migrate(Settings settings) throws IOException {
    openStore(settings.store(), InstantSource.system()).close();
  }

  /** The file of the embedded store in a data directory. */
  public static Path embeddedFile(Path data) {
    return data.resolve("book.duckdb");
  }

  private static Database database(StoreSettings.Postgres settings) {
    Secret password = settings.password();
    return new Database(
        settings.url(),
        settings.user(),
        password == null ? null : password.value(),
        settings.connections(),
        settings.connectTimeout(),
        settings.reportTimeout());
  }

  /** What a copy has left half done answers nothing, and nothing is added to it. */
  private static void requireWhole(BookSettings book) {
    if (book.isUnfinishedCopy()) {
      throw new CommandFailure(
          "this book is an unfinished copy of another one: repeat the './daybook copy' that made"
              + " it, and it goes on where it was cut off");
    }
  }

  /** The settings, in the book's zone; a configuration that states another is refused. */
  private static Settings inZoneOf(BookSettings book, Settings settings) {
    Optional<String> fixed = book.zone();
    if (fixed.isEmpty()) {
      return settings;
    }
    Settings fitting = settings.withZoneOfBook(new BookZone(ZoneId.of(fixed.get())));
    String configured = fitting.zone().id().getId();
    if (!configured.equals(fixed.get())) {
      throw new CommandFailure(
          "the book's days are days of %s, but the configuration says zone: %s; write zone: %s"
              .formatted(fixed.get(), configured, fixed.get()));
    }
    return fitting;
  }

  public Settings settings() {
    return settings;
  }

  public Registry registry() {
    return registry;
  }

  public Facts facts() {
    return facts;
  }

  public BookSettings bookSettings() {
    return bookSettings;
  }

  public Directories directories() {
    return directories;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Inventory inventory() {
    return inventory;
  }

  public UsageFold usage() {
    return usage;
  }

  public ExpenseFold expenses() {
    return expenses;
  }

  public Completeness completeness() {
    return completeness;
  }

  public Explanations explanations() {
    return explanations;
  }

  public Differences differences() {
    return differences;
  }

  public Reconciliation reconciliation() {
    return reconciliation;
  }

  /** The price book of now, which knows every version there ever was. */
  public PriceBook priceBook() {
    return prices.get();
  }

  public BookCheck check() {
    return check;
  }

  /** Today in the book's zone. */
  public LocalDate today() {
    return settings.zone().dayOf(clock.instant());
  }

  /**
   * @throws CommandFailure if the configuration declares no such feed
   */
  public Feed feed(String name) {
    return declared("feed", name, settings.feeds());
  }

  /**
   * @throws CommandFailure if the configuration declares no such summary
   */
  public SummaryLayout summary(String name) {
    return declared("summary", name, settings.summaries());
  }

  private static <T> T declared(String what, String name, Map<String, T> all) {
    T declared = all.get(name);
    if (declared == null) {
      throw new CommandFailure(
          "no %s \"%s\" is declared; the configuration has %s"
              .formatted(what, name, all.isEmpty() ? "none" : String.join(", ", all.keySet())));
    }
    return declared;
  }

  /** Takes a file in that corrects no other, unless its name says so. */
  public Intake.Taken take(
      Feed feed, Offered file, @Nullable LocalDate deliveredOn, Intake.Progress progress)
      throws IOException {
    return take(feed, file, deliveredOn, null, progress);
  }

  /** Takes a file in; see {@link Intake#take}. */
  public Intake.Taken take(
      Feed feed,
      Offered file,
      @Nullable LocalDate deliveredOn,
      @Nullable String replaces,
      Intake.Progress progress)
      throws IOException {
    return repeating.run(() -> intake.take(feed, file, deliveredOn, replaces, progress));
  }

  /** Takes a delivery back; see {@link Corrections#withdraw}. */
  public Corrections.Withdrawn withdraw(DeliveryId delivery, String why) {
    return repeating.run(() -> corrections.withdraw(delivery, why, this::feed));
  }

  /** Charges session days anew; see {@link Corrections#rerate}. */
  public Corrections.Rerated rerate(LocalDate from, LocalDate to, boolean dry) {
    return repeating.run(() -> corrections.rerate(from, to, dry));
  }

  /** Takes a file in by what its name says, without anybody who watches. */
  public Intake.Taken take(Feed feed, Offered file) throws IOException {
    return take(feed, file, null, (lines, bytes) -> {});
  }

  /** Takes in what is new in a feed's place; see {@link Sync#run}. */
  public SyncRun sync(Feed feed, Sync.Taking taking, Sync.Refusals refusals) {
    return sync.run(feed, taking, refusals);
  }

  /** Opens a feed's place; what a kind of place takes is loaded with the first of its kind. */
  public OpenPlace openPlace(Feed feed, FeedPlace place) throws IOException {
    return switch (place) {
      case FeedPlace.Directory directory -> new DirectoryPlace(directory);
      case FeedPlace.Sftp sftp -> SftpPlace.open(sftp);
      case FeedPlace.Http http -> new HttpPlace(http, feed.clock(), clock);
      case FeedPlace.S3 s3 -> new S3Place(s3);
    };
  }

  /** Brings the books in line with the registry. */
  public Settlement.Settled settle() {
    return repeating.run(() -> settlement.settle(settings.feeds()));
  }

  /** Opens the book today. */
  public LocalDate open() {
    bookSettings.fixZone(settings.zone());
    return bookSettings.open(today());
  }

  /** Adds a manager to a reseller, for a token made without one. */
  public ManagerId addManager(ResellerId resellerId, Role role) {
    Reseller reseller =
        directories
            .now()
            .reseller(resellerId)
            .orElseThrow(
                () -> new CommandFailure("no reseller " + resellerId + ": see 'list resellers'"));
    try (Registry.Change change = registry.begin(clock)) {
      long last =
          directories.now().managers().stream()
              .mapToLong(manager -> manager.id().value())
              .max()
              .orElse(0);
      ManagerId id = new ManagerId(last + 1);
      change.open(
          RegistryTable.MANAGERS,
          new Manager(id, resellerId, null, role + " of " + reseller.name(), "", role, true));
      change.commit();
      return id;
    }
  }

  /** Reads what every answer begins with, so that the first one finds it read. */
  public void readAhead() {
    try {
      directories.now();
      prices.get();
    } catch (StoreFailure e) {
      LOG.warn("The store cannot be read ahead; whoever asks next is told why", e);
    }
  }

  /**
   * Starts to answer on the settings' host.
   *
   * @param port 0: one that is free
   * @throws IOException if it cannot listen there
   */
  public HttpServer serve(int port) throws IOException {
    KeptAnswers kept = new KeptAnswers(settings.answerCacheBytes());
    // Apart, so that reports which take long leave room for pages.
    HeavyWork pages = new HeavyWork(settings.heavyReportsAtOnce(), PATIENCE_FOR_PAGES);
    HeavyWork reports = new HeavyWork(settings.heavyReportsAtOnce(), PATIENCE_FOR_REPORTS);
    Api usageApi =
        new Api(
            "/",
            new UsageProblems(),
            List.of(
                new UsageEndpoint(
                    usage::at, kept, pages, settings.zone(), settings.pageSizeLimit()),
                new HeavyEndpoint(new CompletenessEndpoint(completenessFold::report), reports),
                new HeavyEndpoint(
                    new EntriesEndpoint(
                        (caller, asked) ->
                            explanations.entriesAt(caller, asked.query(), asked.page()),
                        settings.pageSizeLimit()),
                    reports),
                new HeavyEndpoint(
                    new PartsEndpoint(
                        (caller, asked) ->
                            explanations.partsAt(caller, asked.query(), asked.page()),
                        settings.pageSizeLimit()),
                    reports),
                new HeavyEndpoint(new SessionEndpoint(explanations::session), reports),
                Document.health(),
                Document.openApi("completeness.json"),
                Document.openApi("explain.json"),
                Document.openApi("report-day.json"),
                Document.openApi("reseller-analytics.json")));
    Api expenseApi =
        new Api(
            "/api/v3/",
            new ExpenseProblems(),
            List.of(new ExpenseEndpoint(expenses::at, kept, reports)));
    Site site =
        new Site(
            List.of(expenseApi, usageApi),
            tokens::authenticate,
            new TokenRates(settings.requestsPerSecond(), System::nanoTime),
            StoreUnavailable.class::isInstance,
            new RequestIds(random),
            clock);
    return HttpServer.start(
        new HttpSettings(
            settings.host(),
            port,
            settings.requestLimitBytes(),
            settings.requestsAtOnce(),
            IDLE,
            READ,
            WRITE,
            STOP),
        site);
  }

  /** Where a client on this machine reaches the server. */
  public URI address(HttpServer server) {
    boolean everywhere = settings.host().equals("0.0.0.0") || settings.host().equals("::");
    String host = everywhere ? "127.0.0.1" : settings.host();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
  }

  /**
   * The embedded store itself, for what only it can do.
   *
   * @throws IllegalStateException if the book is kept in another store
   */
  public DuckDbStore embedded() {
    if (store instanceof DuckDbStore embedded) {
      return embedded;
    }
    throw new IllegalStateException("A book in PostgreSQL is in no embedded store");
  }

  @Override
  public void close() {
    store.close();
  }
}
