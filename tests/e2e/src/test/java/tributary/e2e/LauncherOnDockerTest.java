package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code ./tributary up --docker} says where it can't work: one sentence. In place of Docker
 * stands a script that answers as Docker does.
 */
class LauncherOnDockerTest {
  /** What the launcher's script calls, so that nothing else can be found. */
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "dirname",
          "grep",
          "head",
          "mkdir",
          "readlink",
          "rm",
          "sed",
          "tail",
          "touch",
          "tr");

  /** Answers of a Docker that works, but for what a test gives. */
  private static final String DOCKER =
      """
      #!/bin/sh
      case "$*" in
        %s
        "compose version --short") echo 2.40.3 ;;
        "compose run --rm -T check") echo "This host has what the stack needs." ;;
      esac
      """;

  /** What "compose config" writes in v1, and what it writes in v2. */
  private static final List<String> CONFIGURATIONS =
      List.of(
          """
          services:
            check:
              image: eclipse-temurin
            etcd:
              ports:
              - 127.0.0.1:2379:2379/tcp
              read_only: true
            kafka-2:
              ports:
              - 127.0.0.1:9093:9092/tcp
              - 19092/tcp
          version: '3.9'
          """,
          """
          name: tributary
          services:
            check:
              image: eclipse-temurin
            etcd:
              ports:
                - mode: ingress
                  host_ip: 127.0.0.1
                  target: 2379
                  published: "2379"
                  protocol: tcp
              read_only: true
            kafka-2:
              ports:
                - mode: ingress
                  host_ip: 127.0.0.1
                  target: 9092
                  published: "9093"
                - mode: ingress
                  target: 19092
          volumes:
            etcd:
          """);

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void findNothingElse() throws IOException {
    path = Files.createDirectory(folder.resolve("path"));
    for (String tool : TOOLS) {
      write(tool, "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
    }
  }

  @Test
  @DisplayName("No Docker: one sentence says what to install")
  void noDocker() throws Exception {
    assertThat(up()).startsWith("No docker was found: install Docker Engine").hasLineCount(1);
  }

  @Test
  @DisplayName("A Docker without Compose: one sentence")
  void noCompose() throws Exception {
    docker("compose*) exit 1 ;;");

    assertThat(up()).startsWith("No Docker Compose was found: install").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.9.0", "1.25.0", "1.28.6"})
  @DisplayName("An old Compose: one sentence names its version")
  void oldCompose(String version) throws Exception {
    docker("compose*) exit 1 ;;");
    write("docker-compose", "#!/bin/sh\necho " + version + "\n");

    assertThat(up())
        .startsWith("Docker Compose " + version + " is too old: install")
        .hasLineCount(1);
  }

  @Test
  @DisplayName("Docker is not started, or not for this user: one sentence")
  void noAnswer() throws Exception {
    docker("info) exit 1 ;;");

    assertThat(up()).startsWith("Docker does not answer: start it").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error starting userland proxy: listen tcp4 127.0.0.1:9200: bind: address already in use",
        "Bind for 127.0.0.1:9200 failed: port is already allocated",
        "failed to bind host port 127.0.0.1:9200/tcp: address already in use",
        "failed to bind host port for 0.0.0.0:9200:172.18.0.4:9200/tcp: address already in use",
        "listen tcp6 [::1]:9200: bind: address already in use",
      })
  @DisplayName("A port in use: one sentence names it, whatever words Docker has for that")
  void portInUse(String words) throws Exception {
    docker("\"compose up -d\") echo 'Error response from daemon: " + words + "'; exit 1 ;;");

    assertThat(lastLine(up()))
        .isEqualTo(
            "Port 9200 is in use: stop what listens on it, or set another in .env, see"
                + " .env.example.");
  }

  @Test
  @DisplayName(
      "What the host lacks: the sentence of the container that looks at it, before a build")
  void hostLacks() throws Exception {
    docker(
        """
        "compose run --rm -T check")
          echo "Creating the-check ... done" >&2
          echo "Docker has 2000 MB of memory here: give it more."
          exit 1 ;;
        "compose build") echo "was built" >&2 ;;
        """);

    assertThat(up()).isEqualTo("Docker has 2000 MB of memory here: give it more.\n");
  }

  @ParameterizedTest
  @FieldSource("CONFIGURATIONS")
  @DisplayName("Ports in use: each named with its setting, in one sentence, before a build")
  void portsInUse(String configuration) throws Exception {
    docker(
        answer("compose config", configuration)
            + """
            "compose build") echo "was built" ;;
            "run --rm "*" -p 127.0.0.1:2379:1 "*" eclipse-temurin")
              echo "Bind for 127.0.0.1:2379 failed: port is already allocated" >&2
              exit 125 ;;
            "run --rm "*" -p 127.0.0.1:9093:1 eclipse-temurin")
              echo "listen tcp4 127.0.0.1:9093: bind: address already in use" >&2
              exit 125 ;;
            """);

    assertThat(up())
        .isEqualTo(
            """
            Port 2379 on 127.0.0.1 is in use: stop what listens on it, or set another by ETCD_PORT \
            in .env.
            Port 9093 on 127.0.0.1 is in use: stop what listens on it, or set another by \
            KAFKA_2_PORT in .env.
            """);
  }

  @ParameterizedTest
  @FieldSource("CONFIGURATIONS")
  @DisplayName("Ports that the stack's own running containers hold are not in use by others")
  void ownPorts(String configuration) throws Exception {
    docker(
        answer("compose config", configuration)
            + answer("compose ps -a -q", "one two\n")
            + """
            "inspect -f "*" one two") printf 'etcd 2379\\n\\n' ;;
            "compose build") echo "went on"; exit 1 ;;
            "run --rm "*" -p 127.0.0.1:9093:1 eclipse-temurin") ;;
            "run "*) echo "Bind for 127.0.0.1:2379 failed: port is already allocated"; exit 125 ;;
            """);

    assertThat(up()).contains("went on");
  }

  @Test
  @DisplayName("An address to publish on that this host does not have: one sentence")
  void noSuchAddress() throws Exception {
    docker(
        answer("compose config", CONFIGURATIONS.get(0))
            + "run*) echo 'listen tcp4 10.9.9.9:2379: bind: cannot assign requested address';"
            + " exit 125 ;;");

    assertThat(up()).contains("BIND_ADDRESS").hasLineCount(1);
  }

  @Test
  @DisplayName("A first container can't be made: Docker's own words, and a sentence")
  void noContainer() throws Exception {
    docker("\"compose run --rm -T check\") echo 'no such host' >&2; exit 1 ;;");

    assertThat(up()).contains("no such host").endsWith("the lines above tell why.\n");
  }

  @Test
  @DisplayName("down without --docker means the containers after up --docker")
  void down() throws Exception {
    docker("\"compose down --remove-orphans\") ;;");
    Path note = Files.createDirectories(folder.resolve("box")).resolve("docker");
    Files.createFile(note);

    assertThat(run(0, Stream.of("down")))
        .isEqualTo("The data stay in Docker's volumes for the next up.\n");
    assertThat(note).doesNotExist();
  }

  @Test
  @DisplayName("Any other failure: Docker's own words, and a sentence")
  void otherFailure() throws Exception {
    docker("\"compose up -d\") echo 'no space left on device'; exit 1 ;;");

    assertThat(up()).contains("no space left on device").endsWith("the lines above tell why.\n");
  }

  @Test
  @DisplayName("An option that up does not have: one sentence, and nothing is built")
  void unknownOption() throws Exception {
    docker("\"compose build\") exit 1 ;;");

    assertThat(up("--kafka-port")).startsWith("up --docker takes --no-demo, and no --kafka-port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "down"})
  @DisplayName("--help beside --docker: the help, and nothing is started or ended")
  void help(String word) throws Exception {
    docker("\"compose build\" | \"compose down \"*) echo 'was done' ;;");

    assertThat(run(0, Stream.of(word, "--docker", "--help")))
        .startsWith("Usage: ./tributary WORD")
        .doesNotContain("was done");
  }

  private static String answer(String words, String output) {
    return "\"" + words + "\") cat <<'END'\n" + output + "END\n;;\n";
  }

  private void docker(String answers) throws IOException {
    write("docker", DOCKER.formatted(answers));
  }

  private void write(String name, String script) throws IOException {
    Path file = Files.writeString(path.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String lastLine(String output) {
    List<String> lines = output.lines().toList();
    return lines.get(lines.size() - 1);
  }

  /** What {@code up --docker} writes; it must fail. */
  private String up(String... options) throws IOException, InterruptedException {
    return run(1, Stream.concat(Stream.of("up", "--docker"), Stream.of(options)));
  }

  private String run(int code, Stream<String> words) throws IOException, InterruptedException {
    String script = Path.of(System.getProperty("tributary.root"), "tributary").toString();
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", script), words).toList());
    builder.environment().put("PATH", path.toString());
    builder.environment().put("TRIBUTARY_BOX", folder.resolve("box").toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }
}
