package tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import tributary.stack.fetch.EtcdProgram;
import tributary.stack.fetch.ProjectRoot;
import tributary.stack.process.Launch;

/** An etcd: a cluster of its own, or a member of one. */
public final class Etcd extends ChildServer {
  private final ProjectRoot root;
  private final Path data;
  private final ServerPort port;
  private final EtcdPeer peer;

  Etcd(ProjectRoot root, ServerFiles files, ServerPort port, EtcdPeer peer) {
    super(peer.name(), files.log(peer.name()));
    this.root = root;
    this.data = files.data(peer.name());
    this.port = port;
    this.peer = peer;
  }

  @Override
  public String address() {
    return port.address();
  }

  /** As a client's endpoint. */
  public String url() {
    return "http://" + address();
  }

  @Override
  protected Launch prepare() throws IOException {
    port.requireFree();
    Files.createDirectories(data.getParent());
    if (!Files.exists(data)) {
      // etcd warns about a folder that others may read.
      Files.createDirectory(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return new Launch(
        List.of(
            EtcdProgram.of(root).find().toString(),
            "--name=" + name(),
            "--data-dir=" + data,
            "--listen-client-urls=" + url(),
            "--advertise-client-urls=" + url(),
            "--listen-peer-urls=" + peer.listens(),
            "--initial-advertise-peer-urls=" + peer.advertises(),
            "--initial-cluster=" + peer.cluster(),
            "--logger=zap",
            "--log-outputs=stderr"),
        environment(),
        data);
  }

  /** etcd 3.4 starts on arm64 only when told so. */
  private static Map<String, String> environment() {
    return System.getProperty("os.arch").equals("aarch64")
        ? Map.of("ETCD_UNSUPPORTED_ARCH", "arm64")
        : Map.of();
  }

  @Override
  protected boolean answers(StartedLog startedLog) throws IOException {
    return startedLog.contains("serving client traffic")
        && HttpProbe.get(url() + "/health").contains("true");
  }
}
