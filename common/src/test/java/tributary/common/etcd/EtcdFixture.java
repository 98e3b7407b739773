package tributary.common.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.CompactOption;
import io.etcd.jetcd.options.GetOption;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tributary.common.lifecycle.Backoff;
import tributary.stack.Etcd;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/** A real etcd in a folder of its own below target/, and an operator who writes to it. */
final class EtcdFixture implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  private final Path folder;
  private final Stack stack;
  private Client operator;

  EtcdFixture(String name) {
    folder = Path.of("target", "it", name).toAbsolutePath();
    stack = Stack.prepare(folder, StackOptions.only(Part.ETCD));
    stack.delete();
    stack.start();
    operator = Client.builder().endpoints(endpoint()).build();
  }

  static Backoff backoff() {
    return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), new Random());
  }

  URI endpoint() {
    return URI.create(stack.etcd().url());
  }

  Etcd server() {
    return stack.etcd();
  }

  EtcdConnection connect() throws IOException {
    return EtcdConnection.connect(EtcdSettings.of(endpoint()));
  }

  /** Starts it again, with an empty memory if asked. */
  void start(boolean wiped) throws IOException {
    if (wiped) {
      try (Stream<Path> files = Files.walk(folder.resolve("data").resolve("etcd"))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    server().start();
    server().awaitReady(READY);
    operator.close();
    operator = Client.builder().endpoints(endpoint()).build();
  }

  KV kv() {
    return operator.getKVClient();
  }

  Client operator() {
    return operator;
  }

  long put(String key, String value) {
    return answer(kv().put(EtcdConnection.bytes(key), EtcdConnection.bytes(value)))
        .getHeader()
        .getRevision();
  }

  void delete(String key) {
    answer(kv().delete(EtcdConnection.bytes(key)));
  }

  void compact(long revision) {
    answer(kv().compact(revision, CompactOption.builder().withCompactPhysical(true).build()));
  }

  GetResponse get(String key) {
    return answer(kv().get(EtcdConnection.bytes(key), GetOption.DEFAULT));
  }

  /** A number that etcd counts about itself. */
  double metric(String name) throws IOException, InterruptedException {
    return metric(endpoint(), name);
  }

  static double metric(URI endpoint, String name) throws IOException, InterruptedException {
    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint.resolve("/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    List<String> lines = body.lines().filter(line -> line.startsWith(name + " ")).toList();
    return Double.parseDouble(lines.get(0).substring(name.length() + 1));
  }

  @Override
  public void close() {
    operator.close();
    stack.delete();
  }

  static <T> T answer(CompletableFuture<T> future) {
    try {
      return future.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
