package daybook.book.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A server's programs as they are published: a tar file, packed by xz, in a jar. */
final class ServerArchive {
  private final Path jar;

  ServerArchive(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar + " is missing: `mvn process-test-resources` copies it there");
    }
    this.jar = jar;
  }

  /** Tells this content from that of another release. */
  String checksum() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return HexFormat.of().toHexDigits((int) tar(zip).getCrc());
    }
  }

  /** Whatever our umask is, everybody may read and execute what is unpacked. */
  void unpack(Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        TarArchiveInputStream files =
            new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(zip.getInputStream(tar(zip)))))) {
      makeFolder(folder);
      for (TarArchiveEntry file; (file = files.getNextEntry()) != null; ) {
        Path path = folder.resolve(file.getName()).normalize();
        if (file.isDirectory()) {
          makeFolder(path);
        } else if (file.isSymbolicLink()) {
          makeFolder(path.getParent());
          Files.createSymbolicLink(path, Path.of(file.getLinkName()));
        } else {
          makeFolder(path.getParent());
          Files.copy(files, path);
          boolean isProgram = (file.getMode() & 0100) != 0;
          allow(path, isProgram ? "rwxr-xr-x" : "rw-r--r--");
        }
      }
    }
  }

  /** Makes the folders that are missing, for everybody to enter. */
  static void makeFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      makeFolder(folder.getParent());
      // It does not fail if another JVM makes it just now.
      Files.createDirectories(folder);
      allow(folder, "rwxr-xr-x");
    }
  }

  static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private ZipEntry tar(ZipFile zip) {
    return zip.stream()
        .filter(entry -> entry.getName().endsWith(".txz"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No .txz in " + jar));
  }
}
