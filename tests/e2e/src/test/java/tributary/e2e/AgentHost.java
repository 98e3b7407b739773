package tributary.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tributary.common.json.Json;
import tributary.support.load.LoggingProgram;
import tributary.support.process.BuiltJar;
import tributary.support.process.ProgramProcess;

/** A host as the agent sees it: an id, a folder of logs, a data folder, and the agent on it. */
final class AgentHost implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);

  private final String id;
  private final Path folder;
  private final ProgramProcess agent;

  AgentHost(Pipeline pipeline, String id, Path folder) {
    this(pipeline, id, folder, "");
  }

  private AgentHost(Pipeline pipeline, String id, Path folder, String settings) {
    this.id = id;
    this.folder = folder;
    this.agent =
        pipeline.program(
            id,
            BuiltJar.agent(),
            """
            agent {
              id = "%s"
              addresses = ["%s"]
              data-dir = "%s"
              read { rotated-wait = 5s }
            }
            %s
            """
                .formatted(id, address(), folder.resolve("data"), settings));
  }

  /** The same host with other settings on top. */
  AgentHost with(Pipeline pipeline, String settings) {
    return new AgentHost(pipeline, id, folder, settings);
  }

  String id() {
    return id;
  }

  /** The key of its entries. */
  String key() {
    return "/tributary/hosts/" + id;
  }

  /** An address that no other host of the tests has. */
  String address() {
    return "10.1." + (id.hashCode() >>> 8 & 0xff) + "." + (id.hashCode() & 0xff);
  }

  ProgramProcess agent() {
    return agent;
  }

  AgentHost start() {
    agent.start();
    agent.awaitReady(READY);
    return this;
  }

  Path log(String name) {
    try {
      Path log = folder.resolve("logs").resolve(name);
      Files.createDirectories(log.getParent());
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program that writes to one of its logs. */
  LoggingProgram program(String name, int linesPerSecond, int linesPerFile) {
    return new LoggingProgram(log(name), linesPerSecond, linesPerFile);
  }

  /** What one of the agent's pages says now. */
  String page(String path) {
    try {
      return agent.page(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths of the files that the agent collects now, as its status says. */
  Set<String> collectedFiles() {
    try {
      Set<String> paths = new TreeSet<>();
      for (JsonNode file : status().path("files")) {
        if (!file.path("state").asText().equals("closed")) {
          paths.add(file.path("path").asText());
        }
      }
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until so many entries are in force. What is rotated away before that is not read (DESIGN
   * §5, siblings), so a program that rotates begins after it.
   */
  void awaitEntries(int count) {
    await().atMost(Pipeline.SETTLED).until(() -> status().path("entries").asInt() == count);
  }

  private JsonNode status() throws IOException {
    return Json.mapper().readTree(agent.page("/status"));
  }

  /** Appends lines "NAME 1" … "NAME count" in one write. */
  void append(String name, int count) {
    append(
        name,
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> name + " " + number + "\n")
            .collect(Collectors.joining()));
  }

  /** Appends text as it is. */
  void append(String name, String text) {
    try {
      Files.write(
          log(name),
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    agent.kill();
  }
}
