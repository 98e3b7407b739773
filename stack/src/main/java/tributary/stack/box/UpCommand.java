package tributary.stack.box;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tributary.stack.StackException;
import tributary.stack.process.Ports;

/** Starts the box and stays until lines are found; whoever interrupts it leaves nothing running. */
@Command(
    name = "up",
    description = "Starts all servers and programs, and collects this machine's logs.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final List<String> PROGRAMS = List.of("stack", "agent", "transfer", "console");
  private static final Duration CLEARED_TIMEOUT = Duration.ofSeconds(15);

  @Mixin private PortOptions portOptions = new PortOptions();

  @Override
  public Integer call() throws IOException {
    BoxFolder folder = BoxFolder.find();
    if (new BoxLock(folder.lock()).held()) {
      System.out.println(
          "It is up already: ./tributary status shows it, ./tributary down ends it.");
      return 0;
    }
    if (!Processes.awaitEnd(BoxState.read(folder.state()), CLEARED_TIMEOUT)) {
      throw new StackException(
          "processes of an earlier up have not ended: kill those that "
              + folder.state()
              + " lists");
    }
    Files.createDirectories(folder.path());
    for (String program : PROGRAMS) {
      copy(folder.built(program), folder.running(program));
    }
    Progress progress = new Progress(System.out, System::nanoTime);
    BoxPorts ports = BoxPorts.choose(portOptions.wanted(), Ports::isFree, progress::say);
    new BoxSettings(folder, ports, host()).write();
    run(folder, ports, progress);
    return 0;
  }

  private static void run(BoxFolder folder, BoxPorts ports, Progress progress) throws IOException {
    progress.say("Starting etcd, Kafka, Elasticsearch, the agent and the transfer ...");
    DaemonProcess daemon = DaemonProcess.start(folder, ports);
    Thread end = new Thread(daemon::end, "end");
    Runtime.getRuntime().addShutdownHook(end);
    daemon.awaitReady(progress::say);
    new FirstLines(folder, ports, progress).collect();
    Runtime.getRuntime().removeShutdownHook(end);
    System.out.println(new Welcome(folder, ports).text());
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      throw new StackException(from + " is missing: run \"mvn package -DskipTests\" first");
    }
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String host() throws IOException {
    Path name = Path.of("/proc/sys/kernel/hostname");
    return Files.isReadable(name)
        ? Files.readString(name).strip()
        : InetAddress.getLocalHost().getHostName();
  }
}
