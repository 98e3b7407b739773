package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Elasticsearch's program folder, unpacked once from the zip that Maven laid out. */
public record ElasticsearchHome(ProjectRoot root) {
  /** The folder that holds bin, lib and modules. */
  public Path unpacked() throws IOException {
    Path zip = zip();
    String version = zip.getFileName().toString().replaceFirst("\\.zip$", "");
    return Folders.whole(root.cache().resolve(version), draft -> unpack(zip, draft))
        .resolve(version);
  }

  private static void unpack(Path zip, Path draft) throws IOException {
    ZipArchive archive = new ZipArchive(zip);
    if (!archive.complete()) {
      Files.delete(zip);
      throw damaged(zip, null);
    }
    try {
      archive.unpack(draft);
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      Files.delete(zip);
      throw damaged(zip, e);
    }
  }

  private static IOException damaged(Path zip, Exception cause) {
    return new IOException(
        zip.getFileName()
            + " was incomplete and has been removed: run \"mvn package -DskipTests\" to get it"
            + " again, and if it comes back so, delete it below ~/.m2/repository/org/elasticsearch"
            + " first",
        cause);
  }

  private Path zip() throws IOException {
    List<Path> zips = List.of();
    if (Files.isDirectory(root.servers())) {
      try (Stream<Path> files = Files.list(root.servers())) {
        zips =
            files
                .filter(f -> f.getFileName().toString().matches("elasticsearch-.*\\.zip"))
                .toList();
      }
    }
    if (zips.size() != 1) {
      throw new IOException(
          "one Elasticsearch zip is needed in "
              + root.servers()
              + " but there are "
              + zips.size()
              + ": run \"mvn clean package -DskipTests -pl stack/servers\"");
    }
    return zips.get(0);
  }
}
