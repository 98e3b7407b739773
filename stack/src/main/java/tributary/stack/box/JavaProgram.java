package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tributary.stack.ChildServer;
import tributary.stack.HttpProbe;
import tributary.stack.process.Launch;

/** The agent or the transfer as a child process. */
final class JavaProgram extends ChildServer {
  private final BoxFolder folder;
  private final String address;

  JavaProgram(BoxFolder folder, BoxPart part, BoxPorts ports) {
    super(part.word(), folder.log(part.word()));
    this.folder = folder;
    this.address = ports.address(part);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  protected Launch prepare() throws IOException {
    Path data = folder.data(name());
    return new Launch(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + folder.root().path().resolve("conf/" + name() + ".jvm"),
            "-jar",
            folder.running(name()).toString(),
            "--config",
            folder.settings(name()).toString()),
        Map.of(),
        data);
  }

  @Override
  protected boolean answers(StartedLog startedLog) throws IOException {
    return startedLog.contains("serves http://" + address)
        && !HttpProbe.get("http://" + address + "/healthz").isEmpty();
  }
}
