package tributary.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import java.util.Optional;

/** Puts, deletes and reads keys, as an operator would. */
final class EtcdKeys implements AutoCloseable {
  private final Client client;

  EtcdKeys(String url) {
    client = Client.builder().endpoints(url).build();
  }

  void put(String key, String value) throws Exception {
    client.getKVClient().put(bytes(key), bytes(value)).get();
  }

  void delete(String key) throws Exception {
    client.getKVClient().delete(bytes(key)).get();
  }

  Optional<String> get(String key) throws Exception {
    return client.getKVClient().get(bytes(key)).get().getKvs().stream()
        .map(KeyValue::getValue)
        .map(value -> value.toString(UTF_8))
        .findFirst();
  }

  @Override
  public void close() {
    client.close();
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
