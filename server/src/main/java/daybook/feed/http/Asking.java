package daybook.feed.http;

import daybook.feed.PassingTrouble;
import daybook.feed.PlaceTrouble;
import daybook.model.FeedPlace;
import daybook.model.FeedPlace.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Asks a web server, and follows it elsewhere as far as a secret may go. */
final class Asking implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final FeedPlace.Http place;
  private final HttpClient client;

  Asking(FeedPlace.Http place) {
    this.place = place;
    // The older version always says how an answer ends; redirects are ours to judge.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(place.timeout())
            .build();
  }

  /**
   * @param known marks of the file that need not come again
   */
  HttpResponse<InputStream> ask(URI first, Set<String> known) throws IOException {
    URI address = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<InputStream> answer = send(address, known);
      if (!REDIRECTS.contains(answer.statusCode())) {
        return answer;
      }
      answer.body().close();
      address = target(address, answer);
    }
    throw new PlaceTrouble(
        "%s: is redirected more than %d times: check url".formatted(shown(first), MOST_REDIRECTS));
  }

  private URI target(URI from, HttpResponse<InputStream> answer) throws PlaceTrouble {
    URI to;
    try {
      to = from.resolve(answer.headers().firstValue("Location").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new PlaceTrouble(shown(from) + ": is redirected to what is no address: check url", e);
    }
    if (!origin(to).equals(origin(from))) {
      boolean lessPrivate = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
      if (place.credentials() != null || lessPrivate || to.getHost() == null) {
        throw new PlaceTrouble(
            "%s: is redirected to another server, %s, which is not followed%s: if that is right, write its address as url"
                .formatted(
                    shown(from), origin(to), lessPrivate ? " from https" : " with a secret"));
      }
    }
    return to;
  }

  private HttpResponse<InputStream> send(URI address, Set<String> known) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(place.timeout()).header("User-Agent", "Daybook");
    Mark.ask(request, known);
    String authorization = authorization(place.credentials());
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (SSLHandshakeException e) {
      throw new PlaceTrouble(
          "%s: the server's certificate is not trusted: %s; check url, or have Java trust its issuer"
              .formatted(shown(address), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new PassingTrouble("%s: cannot be reached: %s".formatted(shown(address), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassingTrouble(shown(address) + ": was interrupted", e);
    }
  }

  private static @Nullable String authorization(@Nullable Credentials credentials) {
    return switch (credentials) {
      case null -> null;
      case Credentials.Basic(var user, var password) -> {
        byte[] pair = (user + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
        yield "Basic " + Base64.getEncoder().encodeToString(pair);
      }
      case Credentials.Bearer(var token) -> "Bearer " + token.value();
    };
  }

  /** An address as messages name it: what follows a question mark may be a secret. */
  static String shown(URI address) {
    return origin(address) + address.getRawPath();
  }

  private static String origin(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "%s://%s%s"
        .formatted(address.getScheme(), address.getHost(), port)
        .toLowerCase(Locale.ROOT);
  }

  /** Ends a body of which nothing more comes. */
  static void breakOff(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // Whoever reads it hears of it.
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
