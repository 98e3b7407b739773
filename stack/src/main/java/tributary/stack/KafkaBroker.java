package tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.stack.fetch.KafkaJars;
import tributary.stack.fetch.ProjectRoot;
import tributary.stack.process.Launch;

/** One broker of {@link Kafka}; the first ones are the cluster's controllers too. */
public final class KafkaBroker extends ChildServer {
  /** Any will do, but all brokers of a cluster need the same. */
  private static final String CLUSTER_ID = "5L6g3nShT-eMCtK--X86sw";

  private static final String FORMAT_AND_RUN =
      """
      java=$1 classpath=$2 settings=$3 cluster=$4; shift 4
      [ -e "${settings%/*}/log/meta.properties" ] || \\
      "$java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \\
        -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \\
        -cp "$classpath" kafka.tools.StorageTool format --ignore-formatted -t "$cluster" \\
        -c "$settings" || exit 1
      exec "$java" "$@" -cp "$classpath" kafka.Kafka "$settings"
      """;

  private final ProjectRoot root;
  private final Path data;
  private final KafkaNode node;

  KafkaBroker(ProjectRoot root, ServerFiles files, KafkaNode node) {
    super(node.name(), files.log(node.name()));
    this.root = root;
    this.data = files.data(node.name());
    this.node = node;
  }

  @Override
  public String address() {
    return node.port().address();
  }

  /** Its node.id, from 1. */
  public int id() {
    return node.id();
  }

  @Override
  protected Launch prepare() throws IOException {
    node.requireFreePorts();
    Path temporary = Files.createDirectories(data.resolve("tmp"));
    Path settings = data.resolve("server.properties");
    Files.writeString(
        settings,
        node.settings(data.resolve("log")).entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
            .collect(Collectors.joining()));
    return new Launch(command(settings, temporary), Map.of(), data);
  }

  /** Formats its folder if that is new, then becomes the broker. */
  private List<String> command(Path settings, Path temporary) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = new KafkaJars(root).classPath();
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", FORMAT_AND_RUN, "kafka", java, classPath));
    command.addAll(List.of(settings.toString(), CLUSTER_ID));
    command.addAll(
        List.of(
            "-Xms" + node.options().kafkaHeap(),
            "-Xmx" + node.options().kafkaHeap(),
            "-XX:+UseG1GC",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.io.tmpdir=" + temporary,
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true"));
    return command;
  }

  @Override
  protected boolean answers(StartedLog startedLog) throws IOException {
    return startedLog.contains("Kafka Server started")
        && new KafkaProbe(node.port().number()).answers();
  }
}
