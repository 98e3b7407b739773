package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The etcd of Debian's or Ubuntu's package, downloaded and unpacked into a folder: needs no root
 * and installs nothing. If apt knows no package lists, or stale ones, it fetches lists into a
 * folder of its own (apt.conf(5), Dir::State::Lists).
 */
record DebianEtcd(Path folder, Command command) implements EtcdSource {
  @Override
  public String name() {
    return "the package etcd-server";
  }

  @Override
  public Optional<Path> find() throws IOException {
    return Optional.of(Folders.whole(folder, this::fetch).resolve("usr/bin/etcd"));
  }

  private void fetch(Path draft) throws IOException {
    Path download = Files.createDirectory(draft.resolve("download"));
    try {
      download(download, List.of());
    } catch (IOException e) {
      download(download, ownLists(download));
    }
    command.run(draft, List.of("dpkg", "-x", deb(download).toString(), draft.toString()));
    if (!Files.isExecutable(draft.resolve("usr/bin/etcd"))) {
      throw new IOException("the package holds no usr/bin/etcd");
    }
    Folders.delete(download);
  }

  private void download(Path download, List<String> options) throws IOException {
    command.run(download, aptGet(options, "download", "etcd-server"));
    deb(download);
  }

  private List<String> ownLists(Path download) throws IOException {
    Path lists = Files.createDirectory(download.resolve("lists"));
    Files.createDirectory(lists.resolve("partial"));
    Path cache = Files.createDirectory(download.resolve("cache"));
    List<String> options = List.of("-o", "Dir::State::Lists=" + lists, "-o", "Dir::Cache=" + cache);
    command.run(download, aptGet(options, "update"));
    return options;
  }

  private static List<String> aptGet(List<String> options, String... words) {
    // Unsandboxed: apt's own user can't write below a home folder.
    List<String> all = new ArrayList<>(List.of("apt-get", "-q", "-o", "APT::Sandbox::User=root"));
    all.addAll(options);
    all.addAll(List.of(words));
    return all;
  }

  private static Path deb(Path download) throws IOException {
    try (Stream<Path> files = Files.list(download)) {
      return files
          .filter(file -> file.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new IOException("apt-get downloaded no package"));
    }
  }
}
