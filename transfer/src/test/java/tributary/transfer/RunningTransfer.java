package tributary.transfer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import tributary.common.settings.SettingsFile;

/** A transfer in this JVM, with a settings' file as an operator writes it. */
final class RunningTransfer implements AutoCloseable {

  private final TransferRuntime runtime;
  private final Path file;

  private RunningTransfer(TransferRuntime runtime, Path file) {
    this.runtime = runtime;
    this.file = file;
  }

  static RunningTransfer start(String settings) {
    return start(settings, Probes.NONE);
  }

  /** Starts one with these keys over those that tests need. */
  static RunningTransfer start(String settings, Probes probes) {
    try {
      Path file =
          Files.createDirectories(Path.of("target", "it-conf"))
              .resolve(UUID.randomUUID() + ".conf");
      Files.writeString(file, common() + settings);
      TransferSettings read = new TransferMain().settings(SettingsFile.load(file));
      return new RunningTransfer(TransferRuntime.start(read, file, probes), file);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String common() {
    TestServers servers = TestServers.get();
    return """
        transfer.id = "%s"
        transfer.http.port = 0
        transfer.batch.linger = 20ms
        transfer.retry.max = 1s
        kafka.bootstrap.servers = "%s"
        elasticsearch.hosts = ["%s"]
        etcd.endpoints = ["%s"]
        topics.partitions = 1
        """
        .formatted(
            UUID.randomUUID(),
            servers.kafka().address(),
            servers.elasticsearch().url(),
            servers.etcd());
  }

  Path file() {
    return file;
  }

  TransferStatus status() {
    return runtime.status();
  }

  String page(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + runtime.port() + path);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The value of a metric, 0 if it isn't there. */
  double metric(String nameAndLabels) {
    return page("/metrics")
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
