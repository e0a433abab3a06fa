package daybook.feed.http;

import daybook.feed.Fetched;
import daybook.feed.Listed;
import daybook.feed.OpenPlace;
import daybook.feed.PassingTrouble;
import daybook.feed.PlaceTrouble;
import daybook.feed.Spool;
import daybook.feed.Watchdog;
import daybook.model.FeedPlace;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files behind a web address. Whether one is there, and whether it is new, the server says when it
 * is asked for it.
 */
public final class HttpPlace implements OpenPlace {
  private final FeedPlace.Http place;
  private final Asking asking;
  private final Watchdog watchdog;

  /** What may be there, by the names of the files. */
  private final Map<String, URI> addresses;

  /**
   * @param zone whose today is the last day that is asked for
   */
  public HttpPlace(FeedPlace.Http place, ZoneId zone, InstantSource clock) {
    this.place = place;
    this.addresses = addresses(place, LocalDate.ofInstant(clock.instant(), zone));
    this.watchdog = new Watchdog(place.timeout(), place.shown());
    this.asking = new Asking(place);
  }

  private static Map<String, URI> addresses(FeedPlace.Http place, LocalDate today) {
    FeedPlace.Days days = place.days();
    if (days == null) {
      return Map.of(place.name(), URI.create(place.url()));
    }
    Map<String, URI> addresses = new LinkedHashMap<>();
    for (LocalDate day = today.minusDays(days.back()); !day.isAfter(today); day = day.plusDays(1)) {
      String written = days.date().format(day);
      // A day may be written as a path; the file's name is none.
      addresses.put(
          place.name().replace(FeedPlace.DAY, written.replace('/', '-')),
          URI.create(place.url().replace(FeedPlace.DAY, written)));
    }
    return addresses;
  }

  @Override
  public List<Listed> list() {
    return addresses.keySet().stream()
        .map(name -> new Listed(new FetchedFile(name, -1, ""), null))
        .toList();
  }

  @Override
  public Fetched fetch(FetchedFile file, Set<FetchedFile> before, Spool.Room spool)
      throws IOException {
    URI address = addresses.get(file.name());
    if (address == null) {
      return new Fetched.Absent();
    }
    Set<String> known =
        before.stream()
            .filter(earlier -> earlier.name().equals(file.name()) && !earlier.mark().isEmpty())
            .map(FetchedFile::mark)
            .collect(Collectors.toSet());
    HttpResponse<InputStream> answer = asking.ask(address, known);
    try (InputStream body = answer.body()) {
      return switch (answer.statusCode()) {
        case 200 -> {
          String mark = Mark.of(answer.headers());
          // Some servers answer in full whatever they are asked.
          if (known.contains(mark)) {
            yield new Fetched.Unchanged();
          }
          long size = size(answer, address);
          InputStream watched = watchdog.watched(body, () -> Asking.breakOff(body));
          Path path = spool.receive(file.name(), size, watched, Asking.shown(address));
          yield new Fetched.Whole(path, new FetchedFile(file.name(), size, mark));
        }
        case 304 -> new Fetched.Unchanged();
        case 404, 410 -> absent(address);
        default -> throw refusal(address, answer.statusCode());
      };
    }
  }

  /** The answer's size in bytes; negative where it comes in chunks, of which the last says so. */
  private static long size(HttpResponse<InputStream> answer, URI address) throws PlaceTrouble {
    long size = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    boolean chunked = answer.headers().firstValue("Transfer-Encoding").isPresent();
    if (size < 0 && !chunked) {
      throw new PlaceTrouble(
          Asking.shown(address)
              + ": the server says neither how long its answer is nor sends it in chunks, so a cut"
              + " would not be noticed; let it say so");
    }
    return size;
  }

  private Fetched absent(URI address) throws PlaceTrouble {
    if (place.days() == null) {
      throw new PlaceTrouble(Asking.shown(address) + ": there is no such file: check url");
    }
    return new Fetched.Absent();
  }

  private PlaceTrouble refusal(URI address, int status) {
    String shown = Asking.shown(address);
    if (status == 429 || status >= 500) {
      return new PassingTrouble(shown + ": the server cannot answer now (" + status + ")");
    }
    if (status != 401 && status != 403) {
      return new PlaceTrouble(
          shown + ": the server answers " + status + ", where a file or 404 was expected");
    }
    String remedy =
        switch (place.credentials()) {
          case null -> "wants to know who asks: declare user and password_file, or token_file";
          case FeedPlace.Credentials.Basic _ ->
              "does not accept the user or the password: check user and password_file or"
                  + " password_env";
          case FeedPlace.Credentials.Bearer _ ->
              "does not accept the token: check token_file or token_env";
        };
    return new PlaceTrouble("%s: the server %s (%d)".formatted(shown, remedy, status));
  }

  @Override
  public void putAway(FetchedFile file) {
    // What a web server offers is not ours to move.
  }

  @Override
  public void close() {
    asking.close();
    watchdog.close();
  }
}
