package tributary.e2e;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** etcd's keys as an operator edits them. */
final class Keys implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Client client;

  Keys(String url) {
    client = Client.builder().endpoints(url).keepaliveWithoutCalls(false).build();
  }

  void put(String key, String value) {
    await(client.getKVClient().put(bytes(key), bytes(value)));
  }

  /** Puts an array with one entry. */
  void collect(String key, Object path, String topic) {
    put(key, "[" + entry(path, topic) + "]");
  }

  void delete(String key) {
    await(client.getKVClient().delete(bytes(key)));
  }

  Optional<String> get(String key) {
    return await(client.getKVClient().get(bytes(key))).getKvs().stream()
        .findFirst()
        .map(kv -> kv.getValue().toString(StandardCharsets.UTF_8));
  }

  /** Forgets all revisions before the present one. */
  void compact() {
    long revision = await(client.getKVClient().get(bytes("/"))).getHeader().getRevision();
    await(client.getKVClient().compact(revision));
  }

  static String entry(Object path, String topic) {
    return "{\"path\": \"" + path + "\", \"topic\": \"" + topic + "\"}";
  }

  @Override
  public void close() {
    client.close();
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("etcd did not answer", e);
    }
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
