package tributary.support.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import tributary.stack.ChildServer;
import tributary.stack.process.Launch;

/** An agent or a transfer as a child process; it is ready when {@code /readyz} says so. */
public final class ProgramProcess extends ChildServer {
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
  private static final int TIMEOUT_MILLIS = 2_000;

  private final BuiltJar jar;
  private final Path folder;
  private final int httpPort;

  /**
   * @param name in messages and of its log file
   * @param folder where its settings file and its log lie
   * @param httpPort that its settings name
   */
  public ProgramProcess(String name, BuiltJar jar, Path folder, int httpPort) {
    super(name, folder.resolve(name + ".log"));
    this.jar = jar;
    this.folder = folder;
    this.httpPort = httpPort;
  }

  /** Writes the settings that it starts with next, or reloads. */
  public ProgramProcess configure(String hocon) {
    try {
      Files.createDirectories(folder);
      Path next = Files.writeString(folder.resolve(name() + ".conf.next"), hocon);
      Files.move(next, configFile(), StandardCopyOption.ATOMIC_MOVE);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its settings file. */
  public Path configFile() {
    return folder.resolve(name() + ".conf");
  }

  @Override
  public String address() {
    return "127.0.0.1:" + httpPort;
  }

  /** What one of its pages says now, whatever the status code. */
  public String page(String path) throws IOException {
    HttpURLConnection connection = open(path);
    try (var body =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  protected Launch prepare() {
    return new Launch(
        jar.command(JVM, List.of("--config", configFile().toString())), Map.of(), folder);
  }

  @Override
  protected boolean answers(StartedLog startedLog) throws IOException {
    return open("/readyz").getResponseCode() == 200;
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://" + address() + path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }
}
