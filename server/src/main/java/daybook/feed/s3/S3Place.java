package daybook.feed.s3;

import daybook.feed.ChangedWhileRead;
import daybook.feed.Fetched;
import daybook.feed.Listed;
import daybook.feed.OpenPlace;
import daybook.feed.PassingTrouble;
import daybook.feed.PlaceTrouble;
import daybook.feed.Spool;
import daybook.model.FeedPlace;
import daybook.model.FetchedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket's objects under a prefix, and not below its further slashes. */
public final class S3Place implements OpenPlace {
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;

  private final FeedPlace.S3 place;
  private final S3Client client;

  public S3Place(FeedPlace.S3 place) {
    this.place = place;
    this.client = client(place);
  }

  /** Nothing of this machine's own configuration is used, and nothing is tried twice here. */
  private static S3Client client(FeedPlace.S3 place) {
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(place.timeout())
                    .socketTimeout(place.timeout()))
            .region(Region.of(place.region()))
            .forcePathStyle(place.pathStyle())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        place.accessKey().value(), place.secretKey().value())))
            // Storages other than Amazon's do not know the newer sums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(configuration ->
                configuration
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .defaultProfileFile(ProfileFile.aggregator().build()));
    if (place.endpoint() != null) {
      client.endpointOverride(place.endpoint());
    }
    return client.build();
  }

  @Override
  public List<Listed> list() throws IOException {
    return ask(() -> {
      List<Listed> files = new ArrayList<>();
      for (S3Object object :
          client
              .listObjectsV2Paginator(
                  request -> request.bucket(place.bucket()).prefix(place.prefix()).delimiter("/"))
              .contents()) {
        String name = object.key().substring(place.prefix().length());
        // The prefix itself may be an object: a folder, as some programs make them.
        if (!name.isEmpty()) {
          files.add(new Listed(new FetchedFile(name, object.size(), object.eTag()), null));
        }
      }
      return files;
    });
  }

  @Override
  public Fetched fetch(FetchedFile file, Set<FetchedFile> before, Spool.Room spool)
      throws IOException {
    Optional<ResponseInputStream<GetObjectResponse>> object =
        askFor(
            file,
            () ->
                client.getObject(request ->
                    request
                        .bucket(place.bucket())
                        .key(place.prefix() + file.name())
                        .ifMatch(file.mark())));
    if (object.isEmpty()) {
      return new Fetched.Absent();
    }
    try (ResponseInputStream<GetObjectResponse> in = object.get()) {
      return receive(file, in, spool);
    }
  }

  private Fetched receive(
      FetchedFile file, ResponseInputStream<GetObjectResponse> in, Spool.Room spool)
      throws IOException {
    try {
      return new Fetched.Whole(spool.receive(file.name(), file.size(), in, place.shown()), file);
    } catch (IOException e) {
      // Otherwise closing it would wait for the rest.
      in.abort();
      throw e;
    }
  }

  @Override
  public void putAway(FetchedFile file) throws IOException {
    String archive = place.archive();
    if (archive == null) {
      return;
    }
    String target = archive + file.name();
    Optional<HeadObjectResponse> there =
        askFor(file, () -> client.headObject(r -> r.bucket(place.bucket()).key(target)));
    if (there.isEmpty()) {
      ask(() ->
          client.copyObject(request ->
              request
                  .sourceBucket(place.bucket())
                  .sourceKey(place.prefix() + file.name())
                  .copySourceIfMatch(file.mark())
                  .destinationBucket(place.bucket())
                  .destinationKey(target)));
    } else if (!there.get().eTag().equals(file.mark())) {
      throw new PlaceTrouble(
          "%s: %s was taken in, but cannot be moved to %s, for another object of its name is there"
              .formatted(place.shown(), file.name(), archive));
    }
    ask(() -> client.deleteObject(r -> r.bucket(place.bucket()).key(place.prefix() + file.name())));
  }

  /** Asks for an object; empty if there is none. */
  private <T> Optional<T> askFor(FetchedFile file, Supplier<T> question) throws IOException {
    try {
      return Optional.of(question.get());
    } catch (AwsServiceException e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      if (e.statusCode() == CHANGED) {
        throw new ChangedWhileRead(file.name());
      }
      throw refusal(e);
    } catch (SdkException e) {
      throw unreachable(e);
    }
  }

  private <T> T ask(Supplier<T> question) throws IOException {
    try {
      return question.get();
    } catch (AwsServiceException e) {
      throw refusal(e);
    } catch (SdkException e) {
      throw unreachable(e);
    }
  }

  private PlaceTrouble refusal(AwsServiceException e) {
    int status = e.statusCode();
    String code = e.awsErrorDetails() == null ? "" : " " + e.awsErrorDetails().errorCode();
    String said = "%s: the storage %%s (%d%s)".formatted(place.shown(), status, code);
    if (status == 429 || status >= 500) {
      return new PassingTrouble(said.formatted("cannot answer now"), e);
    }
    return new PlaceTrouble(
        said.formatted(
            switch (status) {
              case 401, 403 ->
                  "does not accept the keys, or they may not do this: check access_key and"
                      + " secret_key, and what they are allowed";
              case 404 -> "has no such bucket: check bucket, region and endpoint";
              case 301, 307, 400 -> "does not accept the request: check region and endpoint";
              default -> "refuses";
            }),
        e);
  }

  private PassingTrouble unreachable(SdkException e) {
    return new PassingTrouble(place.shown() + ": cannot be reached: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
