package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.book.SyncRun;
import daybook.model.Feed;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes in what the feeds' places hold and was not taken in yet. */
@Command(
    name = "sync",
    description = "Fetch what is due from the feeds' places, take it in and book it.")
final class SyncCommand extends StoreCommand {
  @Option(names = "--feed", paramLabel = "NAME", description = "Only this feed; default: all.")
  @Nullable String feedName;

  SyncCommand(Stores stores) {
    super(stores);
  }

  @Override
  int run(App app, Console console) {
    String only = feedName;
    Collection<Feed> feeds =
        only == null ? app.settings().feeds().values() : List.of(app.feed(only));
    List<Feed> placed = feeds.stream().filter(feed -> feed.place() != null).toList();
    if (placed.isEmpty()) {
      throw new CommandFailure(
          "no feed has a place to fetch from: name one in the configuration, or use 'ingest'");
    }
    Deliveries deliveries = new Deliveries(app, console);
    long refused = 0;
    for (Feed feed : placed) {
      SyncRun run =
          app.sync(
              feed,
              deliveries::takeAndTell,
              (name, why) -> console.err().println("daybook: feed " + feed.name() + ": " + why));
      console
          .out()
          .println(
              "feed %s: %d files, %d taken in, %d refused"
                  .formatted(run.feed(), run.listed(), run.taken(), run.refused()));
      refused += run.refused();
    }
    return refused == 0 ? 0 : 1;
  }
}
