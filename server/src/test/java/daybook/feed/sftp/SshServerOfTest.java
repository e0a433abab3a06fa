package daybook.feed.sftp;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SSH server on a free port of this machine, whose users see one directory. */
final class SshServerOfTest implements AutoCloseable {
  static final String USER = "daybook";
  static final String PASSWORD = "hunter2";

  private final SshServer server = SshServer.setUpDefaultServer();
  private final List<PublicKey> admitted = new ArrayList<>();
  private KeyPair hostKey;

  SshServerOfTest(Path root) throws IOException {
    newHostKey();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(session -> List.of(hostKey));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
    server.setPublickeyAuthenticator((user, key, session) ->
        user.equals(USER) && admitted.stream().anyMatch(one -> KeyUtils.compareKeys(one, key)));
    server.start();
  }

  static KeyPair newKey(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = SecurityUtils.getKeyPairGenerator(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void newHostKey() {
    hostKey = newKey("EC", 256);
  }

  String fingerprint() {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
  }

  void admit(PublicKey key) {
    admitted.add(key);
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
