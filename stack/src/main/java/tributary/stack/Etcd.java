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

/** A cluster of one etcd. */
public final class Etcd extends ChildServer {
  private final ProjectRoot root;
  private final Path data;
  private final ServerPort port;

  Etcd(ProjectRoot root, ServerFiles files, ServerPort port) {
    super("etcd", files.log("etcd"));
    this.root = root;
    this.data = files.data("etcd");
    this.port = port;
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
    // Port 0: a single member is never asked by others.
    String peer = "http://127.0.0.1:0";
    return new Launch(
        List.of(
            EtcdProgram.of(root).find().toString(),
            "--name=etcd",
            "--data-dir=" + data,
            "--listen-client-urls=" + url(),
            "--advertise-client-urls=" + url(),
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=etcd=" + peer,
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
