package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.config.Settings;
import daybook.demo.DemoFiles;
import daybook.demo.FeedFiles;
import daybook.demo.Written;
import daybook.feed.Offered;
import daybook.model.Manager;
import daybook.model.ManagerId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a synthetic but lifelike book and serves it; everything goes the way real files go. */
@Command(
    name = "demo",
    description = "Make a demonstration book, serve it, and print calls to try.")
final class DemoCommand implements Callable<Integer> {
  private static final String MARK = "made-by-daybook-demo";
  private static final long SEED = 20240625;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "0: one that is free. Default: ${DEFAULT-VALUE}.")
  int port;

  private final CommandLineRunner.Invocation invocation;
  private final Console console;

  DemoCommand(CommandLineRunner.Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path directory = invocation.demoDirectory();
    LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), DemoFiles.ZONE);
    boolean fresh = !isMadeOn(directory, today);
    if (fresh) {
      clear(directory);
    }
    Written files = DemoFiles.write(directory.resolve("files"), today, SEED);
    Settings settings =
        Settings.read(files.configuration(), true, console.directory())
            .withData(directory.resolve("book"));
    return invocation.serving(
        settings,
        (app, out, lock) -> {
          if (fresh) {
            fill(app, files);
            Files.writeString(directory.resolve(MARK), today + "\n");
          }
          return ServeCommand.serve(
              app, out, lock, port, address -> show(app, files, address, today));
        });
  }

  private void fill(App app, Written files) throws IOException {
    app.inventory().importDirectory(files.inventory());
    int deliveries = 0;
    for (FeedFiles feed : files.feeds()) {
      for (Path file : feed.paths()) {
        app.take(app.feed(feed.feed()), Offered.of(file), null, (lines, bytes) -> {});
        deliveries++;
      }
    }
    app.open();
    console
        .out()
        .println(
            "Made a demonstration book of %d deliveries in %s"
                .formatted(deliveries, files.inventory().resolveSibling(".").normalize()));
  }

  private void show(App app, Written files, URI address, LocalDate today) {
    LocalDate from = today.minusDays(7);
    Written.Show show = files.show();
    console.out().println();
    console.out().println("Tokens (new ones at every start):");
    String root = token(app, show.admin());
    String finance = token(app, show.finance());
    String user = token(app, show.accountUser());
    long reseller = show.reseller().value();
    console.out().println();
    console.out().println("Usage per session and day, first page of the last week:");
    console.out().println(usage(address, root, from, today));
    console.out().println();
    console.out().println("What reseller " + reseller + " pays per subscription:");
    console
        .out()
        .println(
            ("  curl -s '%s?date_from=%s&date_to=%s' -H 'X-Api-Token: %s'"
                    + " -H 'Content-Type: application/vnd.api+json'"
                    + " -H 'Accept: application/vnd.api+json'")
                .formatted(
                    address.resolve("/api/v3/resellers/" + reseller + "/reseller_analytics"),
                    from,
                    today,
                    finance));
    console.out().println();
    console.out().println("The same usage as an account's user sees it:");
    console.out().println(usage(address, user, from, today));
    console.out().println();
    console.out().println("More: ./daybook list unrated --data " + app.settings().data());
    console.out().println("Stop with Ctrl-C.");
    console.out().flush();
  }

  private String token(App app, ManagerId id) {
    Manager manager = app.directories().now().manager(id).orElseThrow();
    String token = app.tokens().issue(id, null).token();
    console
        .out()
        .println(
            "  %s  %s, %s of reseller %s%s"
                .formatted(
                    token,
                    manager.name(),
                    manager.role(),
                    manager.reseller(),
                    manager.account() == null ? "" : ", account " + manager.account()));
    return token;
  }

  private static String usage(URI address, String token, LocalDate from, LocalDate to) {
    return ("  curl -s %s -H 'Authorization: Bearer %s'"
            + " -d '{\"filter\":{\"start\":\"%td-%<tm-%<tY\",\"end\":\"%td-%<tm-%<tY\"},"
            + "\"select\":[\"all\"],\"page\":0,\"size\":5}'")
        .formatted(address.resolve("/api/report/day"), token, from, to);
  }

  private static boolean isMadeOn(Path directory, LocalDate today) throws IOException {
    Path mark = directory.resolve(MARK);
    return Files.exists(mark)
        && Files.readString(mark, StandardCharsets.UTF_8).strip().equals(today.toString());
  }

  /** Removes an older demonstration; anything else in the directory's place stays as it is. */
  private void clear(Path directory) throws IOException {
    Path files = directory.resolve("files");
    if (!Files.exists(files)) {
      if (Files.exists(directory) && !isEmpty(directory)) {
        throw new CommandFailure(
            directory + " is there and holds no demonstration: name another with --data");
      }
      return;
    }
    invocation.requireFree(directory.resolve("book"));
    for (Path part : List.of(directory.resolve(MARK), files, directory.resolve("book"))) {
      delete(part);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> content = Files.list(directory)) {
      return content.findAny().isEmpty();
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> content = Files.walk(tree)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
