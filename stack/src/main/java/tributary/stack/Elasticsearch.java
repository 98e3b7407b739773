package tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tributary.stack.fetch.ElasticsearchHome;
import tributary.stack.fetch.ProjectRoot;
import tributary.stack.process.Launch;

/** A cluster of one Elasticsearch, without its security and its other optional parts. */
public final class Elasticsearch extends ChildServer {
  private static final String CONSOLE_LOG =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}]%marker %m%consoleException%n
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      """;

  private final ProjectRoot root;
  private final Path data;
  private final ServerPort port;
  private final StackOptions options;

  Elasticsearch(ProjectRoot root, ServerFiles files, StackOptions options) {
    super("elasticsearch", files.log("elasticsearch"));
    this.root = root;
    this.data = files.data("elasticsearch");
    this.port = options.port(StackOptions.Part.ELASTICSEARCH);
    this.options = options;
  }

  @Override
  public String address() {
    return port.address();
  }

  /** As one of a client's hosts. */
  public String url() {
    return "http://" + address();
  }

  @Override
  protected Launch prepare() throws IOException {
    port.requireFree();
    Path home = new ElasticsearchHome(root).unpacked();
    ElasticsearchUser user = ElasticsearchUser.choose(home, data);
    Path configuration = Files.createDirectories(data.resolve("config"));
    Path temporary = Files.createDirectories(data.resolve("tmp"));
    Files.writeString(
        configuration.resolve("elasticsearch.yml"),
        settings().entrySet().stream()
            .map(setting -> setting.getKey() + ": \"" + setting.getValue() + "\"\n")
            .collect(Collectors.joining()));
    Files.writeString(configuration.resolve("log4j2.properties"), CONSOLE_LOG);
    Files.writeString(configuration.resolve("jvm.options"), javaOptions(temporary));
    user.own(data);
    List<String> command = new ArrayList<>(user.prefix());
    command.add(home.resolve("bin/elasticsearch").toString());
    return new Launch(command, environment(configuration, temporary), data);
  }

  private static Map<String, String> environment(Path configuration, Path temporary) {
    return Map.of(
        "ES_PATH_CONF",
        configuration.toString(),
        "ES_TMPDIR",
        temporary.toString(),
        "ES_JAVA_HOME",
        System.getProperty("java.home"),
        "ES_JAVA_OPTS",
        "",
        "CLI_JAVA_OPTS",
        "-XX:TieredStopAtLevel=1 -XX:-UsePerfData",
        // Unlike those of its script these options may have spaces, in quotes (see java(1)).
        "JDK_JAVA_OPTIONS",
        "\"-Djava.io.tmpdir=" + temporary + "\"");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cluster.name", "tributary");
    settings.put("node.name", "elasticsearch");
    settings.put("path.data", data.resolve("data").toString());
    settings.put("path.logs", data.resolve("logs").toString());
    settings.put("network.host", "127.0.0.1");
    settings.put("http.port", String.valueOf(port.number()));
    // Nobody joins; a random port saves one from being in use.
    settings.put("transport.port", "0");
    settings.put("discovery.type", "single-node");
    settings.put("xpack.security.enabled", "false");
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    settings.put("action.auto_create_index", "true");
    settings.putAll(options.elasticsearchSettings());
    return settings;
  }

  private String javaOptions(Path temporary) {
    return String.join(
        "\n",
        "-Xms" + options.elasticsearchHeap(),
        "-Xmx" + options.elasticsearchHeap(),
        "-XX:+UseG1GC",
        "-XX:-UsePerfData",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + temporary,
        "");
  }

  @Override
  protected boolean answers(StartedLog startedLog) throws IOException {
    if (!startedLog.contains(" started {")) {
      return false;
    }
    HttpProbe.get(url() + "/_cluster/health?wait_for_status=yellow&timeout=2s");
    return true;
  }
}
