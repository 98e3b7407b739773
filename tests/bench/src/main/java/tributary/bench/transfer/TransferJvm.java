package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import tributary.bench.ClassArchive;
import tributary.support.process.BuiltJar;

/** How the transfer's JVM is started: as its systemd unit does, unless said otherwise. */
final class TransferJvm {
  @Option(
      names = "--jvm",
      split = " ",
      description = "Options of the transfer's JVM, instead of those of conf/transfer.jvm.")
  private List<String> options = List.of();

  @Option(
      names = "--no-archive",
      description = "The transfer starts without its archive of classes (conf/class-archive.sh).")
  private boolean withoutArchive;

  /**
   * The options for a jar.
   *
   * @param folder for its archive of classes, which is made
   */
  List<String> options(BuiltJar jar, Path folder) throws IOException, InterruptedException {
    return options(jar, folder, options);
  }

  /** The same with other options; those that are shipped if there are none. */
  List<String> options(BuiltJar jar, Path folder, List<String> given)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    if (!withoutArchive) {
      Path archive = Files.createDirectories(folder).resolve("transfer.jsa");
      all.add("-XX:SharedArchiveFile=" + ClassArchive.make(jar, archive, List.of()));
    }
    Path shipped = Path.of(System.getProperty("tributary.root"), "conf", "transfer.jvm");
    all.addAll(given.isEmpty() ? List.of("@" + shipped) : given);
    return all;
  }
}
