package daybook.cli;

import daybook.App;
import daybook.CommandFailure;
import daybook.feed.Place;
import daybook.model.Feed;
import java.io.IOException;
import java.nio.file.Path;
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
    Deliveries deliveries = new Deliveries(app, console);
    int places = 0;
    for (Feed feed : feeds) {
      if (feed.place() != null) {
        places++;
        for (Path file : files(feed)) {
          deliveries.take(feed, file, null, null);
        }
      }
    }
    if (places == 0) {
      throw new CommandFailure(
          "no feed has a place to fetch from: name one in the configuration, or use 'ingest'");
    }
    return 0;
  }

  private static List<Path> files(Feed feed) {
    try {
      return Place.files(feed);
    } catch (IOException e) {
      throw new CommandFailure(
          "feed " + feed.name() + ": its place " + feed.place() + " cannot be read: " + e);
    }
  }
}
