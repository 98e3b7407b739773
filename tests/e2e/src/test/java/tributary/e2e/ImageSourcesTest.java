package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What our images and containers are made of is there, and .dockerignore does not keep it from the
 * build: seen without Docker, so that it is seen by whoever renames a file.
 */
class ImageSourcesTest {
  private static final Path ROOT = Path.of(System.getProperty("tributary.root"));

  /** The Dockerfile's own instructions: a backslash joins lines. */
  private static final Pattern JOINED = Pattern.compile("\\\\\\R\\s*");

  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+)$");
  private static final Pattern RUN = Pattern.compile("(?m)^RUN (.+)$");
  private static final Pattern TARGET = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$");
  private static final Pattern BASE = Pattern.compile("(?m)^FROM (\\S+) AS base$");
  private static final Pattern IMAGE = Pattern.compile("(?m)^ +image: (\\S+)$");
  private static final Pattern MODULE = Pattern.compile("(?m)^COPY (\\S+)/pom\\.xml ");
  private static final Pattern CONF = Pattern.compile("(?<=\\s)conf/\\S+");

  /** A folder outside its module, of which a pom takes some files as resources. */
  private static final Pattern RESOURCES =
      Pattern.compile(
          "<directory>\\$\\{maven\\.multiModuleProjectDirectory}/(\\S+)</directory>"
              + "\\s*<includes>\\s*<include>(\\S+)</include>\\s*</includes>");

  private static final Pattern WANTED_TARGET = Pattern.compile("(?m)^ +target: (\\S+)$");
  private static final Pattern MOUNTED = Pattern.compile("[ \"-](\\./[^:}\\s]+)}?:/");
  private static final Pattern SCRIPT = Pattern.compile("\"/opt/tributary/(\\S+\\.sh)\"");
  private static final Pattern SET = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

  @Test
  @DisplayName("Images: all that the Dockerfile copies is there, and reaches the build")
  void copied() throws IOException {
    List<String> sources =
        groups(COPY, dockerfile())
            .map(operands -> operands.split("\\s+"))
            .flatMap(words -> Arrays.stream(words, 0, words.length - 1))
            .toList();

    assertThat(sources).contains("pom.xml", "conf/agent.jvm", ".").allMatch(reachesTheBuild());
  }

  @Test
  @DisplayName("Images: the scripts that the build runs reach it, and so do the modules' sources")
  void run() throws IOException {
    List<String> scripts =
        groups(RUN, dockerfile())
            .flatMap(command -> CONF.matcher(command).results().map(MatchResult::group))
            .toList();

    assertThat(scripts).isNotEmpty().allMatch(reachesTheBuild());
    assertThat(modules()).map(module -> module + "/src/main/java").allMatch(reachesTheBuild());
  }

  @Test
  @DisplayName("Images: what a module takes as a resource from elsewhere reaches the build")
  void resources() throws IOException {
    for (String module : modules()) {
      String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
      assertThat(
              RESOURCES.matcher(pom).results().map(found -> found.group(1) + "/" + found.group(2)))
          .as(module)
          .allMatch(reachesTheBuild());
    }
    assertThat(reachesTheBuild()).accepts("conf/index-template.json");
  }

  @Test
  @DisplayName("Compose: each target is one of the Dockerfile's, and only logs are mounted")
  void compose() throws IOException {
    String compose = Files.readString(ROOT.resolve("docker-compose.yml"));

    assertThat(groups(WANTED_TARGET, compose))
        .isNotEmpty()
        .isSubsetOf(groups(TARGET, dockerfile()).toList());
    // A careful umask keeps others, such as a container's user, from reading what was checked out.
    assertThat(groups(MOUNTED, compose)).containsExactly("./logs");
  }

  @Test
  @DisplayName("Compose: the host is looked at in the image that ours begin with, fetched once")
  void base() throws IOException {
    assertThat(groups(BASE, dockerfile()))
        .hasSize(1)
        .isSubsetOf(groups(IMAGE, Files.readString(ROOT.resolve("docker-compose.yml"))).toList());
  }

  @Test
  @DisplayName("Compose: each script that a service runs is copied into its image")
  void scripts() throws IOException {
    List<String> copied = groups(COPY, dockerfile()).toList();

    assertThat(groups(SCRIPT, Files.readString(ROOT.resolve("docker-compose.yml"))))
        .isNotEmpty()
        .map(name -> name.contains("/") ? "conf/" + name : "conf/docker/" + name)
        .allMatch(source -> Files.exists(ROOT.resolve(source)))
        .allMatch(source -> copied.stream().anyMatch(words -> copies(words, source)));
  }

  /** Whether it itself is copied, or the folder that it lies in. */
  private static boolean copies(String operands, String source) {
    return List.of(operands.split("\\s+")).contains(source)
        || operands.startsWith(Path.of(source).getParent() + " ");
  }

  @Test
  @DisplayName("Compose: a copy of .env.example as .env changes nothing, in a cluster either")
  void defaults() throws IOException {
    Map<String, String> example =
        SET.matcher(Files.readString(ROOT.resolve(".env.example")))
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

    assertThat(example).containsKeys("LOGS", "KIBANA_TOPICS");
    for (String file : List.of("docker-compose.yml", "docker-compose.cluster.yml")) {
      DEFAULT
          .matcher(Files.readString(ROOT.resolve(file)))
          .results()
          .filter(found -> example.containsKey(found.group(1)))
          .forEach(
              found ->
                  assertThat(found.group(2))
                      .as("%s in %s", found.group(1), file)
                      .isEqualTo(example.get(found.group(1))));
    }
  }

  @Test
  @DisplayName(".dockerignore: the last line that holds for a file, or a folder above, decides")
  void rules(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve(".dockerignore"),
        "# all\n*\n\n!conf/docker\n!agent*\n**/target\n!a?b.xml\n");
    BuildContext context = BuildContext.read(folder);

    assertThat(List.of("conf/docker/entry.sh", "agent/src/A.java", "agents", "axb.xml"))
        .allMatch(name -> context.letsThrough(Path.of(name)));
    assertThat(
            List.of("conf/agent.jvm", "agent/target/agent.jar", "target", "axxb.xml", "a/axb.xml"))
        .noneMatch(name -> context.letsThrough(Path.of(name)));
    assertThat(context.holds("agent")).as("a folder that is not there").isFalse();
    Files.createDirectories(folder.resolve("agent/target"));
    Files.createFile(folder.resolve("agent/target/agent.jar"));
    assertThat(context.holds("agent")).as("a folder of which nothing is let through").isFalse();
    Files.createFile(folder.resolve("agent/pom.xml"));
    assertThat(context.holds("agent")).as("a folder of which a file is let through").isTrue();
  }

  private static Predicate<String> reachesTheBuild() {
    return BuildContext.read(ROOT)::holds;
  }

  private static List<String> modules() throws IOException {
    return groups(MODULE, dockerfile()).toList();
  }

  private static String dockerfile() throws IOException {
    return JOINED.matcher(Files.readString(ROOT.resolve("Dockerfile"))).replaceAll(" ");
  }

  /** The first group of each match. */
  private static Stream<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }
}
