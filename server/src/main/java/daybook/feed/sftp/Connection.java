package daybook.feed.sftp;

import daybook.feed.PassingTrouble;
import daybook.feed.PlaceTrouble;
import daybook.model.FeedPlace;
import daybook.model.FeedPlace.Login;
import daybook.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** A login on the declared server, and on no other: its key is checked before anything is said. */
final class Connection implements AutoCloseable {
  private final SshClient client;
  private final ClientSession session;

  private Connection(SshClient client, ClientSession session) {
    this.client = client;
    this.session = session;
  }

  static Connection to(FeedPlace.Sftp place) throws IOException {
    List<KeyPair> keys = keys(place);
    DeclaredKeys declared = new DeclaredKeys(place.hostKeys());
    SshClient client = client(place, declared);
    client.start();
    try {
      return new Connection(client, session(place, client, keys));
    } catch (IOException e) {
      client.stop();
      String other = declared.refused();
      throw other == null ? trouble(place, e) : wrongKey(place, other);
    }
  }

  /** Nothing of this machine's own SSH configuration or keys is used. */
  private static SshClient client(FeedPlace.Sftp place, ServerKeyVerifier verifier) {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(verifier);
    client.setUserAuthFactories(
        switch (place.login()) {
          case Login.Password _ ->
              List.of(
                  UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
          case Login.Key _ -> List.of(UserAuthPublicKeyFactory.INSTANCE);
        });
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
    CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, place.timeout());
    return client;
  }

  private static ClientSession session(FeedPlace.Sftp place, SshClient client, List<KeyPair> keys)
      throws IOException {
    ClientSession session =
        client
            .connect(place.user(), place.host(), place.port())
            .verify(place.timeout())
            .getSession();
    switch (place.login()) {
      case Login.Password(Secret password) -> session.addPasswordIdentity(password.value());
      case Login.Key _ -> keys.forEach(session::addPublicKeyIdentity);
    }
    session.auth().verify(place.timeout());
    return session;
  }

  private static List<KeyPair> keys(FeedPlace.Sftp place) throws PlaceTrouble {
    if (!(place.login() instanceof Login.Key(Path file, Secret password))) {
      return List.of();
    }
    FilePasswordProvider opening =
        password == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(password.value());
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, opening);
      if (keys == null) {
        throw new PlaceTrouble(file + " holds no private key that is understood: check key_file");
      }
      return List.copyOf((java.util.Collection<KeyPair>) keys);
    } catch (PlaceTrouble e) {
      throw e;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The exception's own words are left out, for nobody promises that they hold no secret.
      throw new PlaceTrouble(
          "%s cannot be read as a private key%s"
              .formatted(
                  file,
                  password == null
                      ? ": check key_file, or name its password with key_password_file"
                      : ": check key_file and key_password_file or key_password_env"),
          e);
    }
  }

  private static PlaceTrouble trouble(FeedPlace.Sftp place, IOException e) {
    if (e instanceof SshException refusal
        && refusal.getDisconnectCode()
            == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
      String remedy =
          switch (place.login()) {
            case Login.Password _ ->
                "with this password: check user, and password_file or password_env";
            case Login.Key _ -> "with this key: check user and key_file";
          };
      return new PlaceTrouble(
          "%s: the server does not let %s in %s".formatted(place.shown(), place.user(), remedy), e);
    }
    return new PassingTrouble(place.shown() + ": cannot be reached: " + e.getMessage(), e);
  }

  private static PlaceTrouble wrongKey(FeedPlace.Sftp place, String shown) {
    return new PlaceTrouble(
        ("%s: the server shows the key %s, which is not the declared host_key (%s): nothing was sent"
                + " to it; ask the operator, and declare the new key only if it is theirs")
            .formatted(place.shown(), shown, String.join(" ", place.hostKeys())));
  }

  ClientSession session() {
    return session;
  }

  /** Ends what is under way from another thread. */
  void breakOff() {
    session.close(true);
  }

  @Override
  public void close() {
    session.close(true);
    client.stop();
  }

  /** Lets only the servers in whose keys were declared. */
  private static final class DeclaredKeys implements ServerKeyVerifier {
    private final Set<String> fingerprints;
    private volatile @Nullable String refused;

    DeclaredKeys(Set<String> fingerprints) {
      this.fingerprints = fingerprints;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
      String shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
      boolean declared = fingerprints.contains(shown);
      if (!declared) {
        refused = shown + " of the type " + KeyUtils.getKeyType(key);
      }
      return declared;
    }

    /** The key that the server showed and should not have; absent: it was a declared one. */
    @Nullable String refused() {
      return refused;
    }
  }
}
