package tributary.stack.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip file that may be damaged. */
record ZipArchive(Path path) {
  /** Whether its directory, which stands at its end, can be read: not so for half a download. */
  boolean complete() {
    try (ZipFile zip = open()) {
      return zip.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Unpacks all files; anybody may read them, and run those that stand in a folder named bin. */
  void unpack(Path target) throws IOException {
    open(target, "rwxr-xr-x");
    try (ZipFile zip = open()) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        unpack(zip, entry, target);
      }
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException(zip.getName() + " has an entry outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      createFolder(file, target);
      return;
    }
    createFolder(file.getParent(), target);
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, file);
    }
    open(file, file.getParent().endsWith("bin") ? "rwxr-xr-x" : "rw-r--r--");
  }

  private static void createFolder(Path folder, Path target) throws IOException {
    if (!folder.equals(target) && !Files.exists(folder)) {
      createFolder(folder.getParent(), target);
      Files.createDirectory(folder);
      open(folder, "rwxr-xr-x");
    }
  }

  /** Independent of the umask: another user than the one who unpacked may run it. */
  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private ZipFile open() throws IOException {
    return new ZipFile(path.toFile());
  }
}
