package tributary.console.servers;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import tributary.common.etcd.EtcdConnection;
import tributary.common.etcd.EtcdSettings;

/** The few calls that the console makes to etcd. Thread: any; every call blocks. */
public final class EtcdStore implements AutoCloseable {

  private final EtcdConnection connection;
  private final Client client;
  private final List<URI> endpoints;
  private final String addresses;
  private final Answer answer;

  /**
   * Opens the connection; connects to nothing yet.
   *
   * @throws Failure if a certificate can't be used
   */
  public EtcdStore(EtcdSettings settings, Duration patience) throws Failure {
    try {
      this.connection = EtcdConnection.connect(settings);
    } catch (IOException e) {
      throw Failure.usage(e.getMessage());
    }
    this.client = connection.client();
    this.endpoints = settings.endpoints();
    this.addresses = endpoints.stream().map(URI::toString).collect(Collectors.joining(", "));
    this.answer = new Answer("etcd", addresses, "etcd.endpoints", patience);
  }

  /** Where it is said to be. */
  public String addresses() {
    return addresses;
  }

  /** The version of the first member that answers. */
  public String version() throws Failure {
    Failure last = null;
    for (URI endpoint : endpoints) {
      try {
        return ask(client.getMaintenanceClient().statusMember(endpoint.toString())).getVersion();
      } catch (Failure e) {
        last = e;
      }
    }
    throw last == null ? Failure.usage("etcd.endpoints is empty") : last;
  }

  /** The key, if it exists. */
  public Optional<Stored> get(String key) throws Failure {
    GetResponse response = ask(client.getKVClient().get(bytes(key)));
    return response.getKvs().stream().findFirst().map(EtcdStore::stored);
  }

  /** All keys that begin so, in their order. */
  public List<Stored> below(String prefix) throws Failure {
    GetOption all = GetOption.builder().isPrefix(true).build();
    return ask(client.getKVClient().get(bytes(prefix), all)).getKvs().stream()
        .map(EtcdStore::stored)
        .toList();
  }

  /**
   * Puts a value if the key was last changed at this revision (0: if it does not exist).
   *
   * @return false if it has been changed since
   */
  public boolean put(String key, long revision, String value) throws Failure {
    Cmp unchanged = new Cmp(bytes(key), Cmp.Op.EQUAL, CmpTarget.modRevision(revision));
    Op put = Op.put(bytes(key), bytes(value), PutOption.DEFAULT);
    return ask(client.getKVClient().txn().If(unchanged).Then(put).commit()).isSucceeded();
  }

  @Override
  public void close() {
    connection.close();
  }

  private <T> T ask(CompletableFuture<T> future) throws Failure {
    try {
      return answer.of(future);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** jetcd and gRPC wrap the reason several times; the innermost says most. */
  private Failure failure(Throwable thrown) {
    boolean away = false;
    Throwable reason = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      away |= Status.fromThrowable(cause).getCode() == Status.Code.UNAVAILABLE;
      reason = cause.getMessage() == null ? reason : cause;
    }
    return away ? answer.away(String.valueOf(reason.getMessage())) : answer.refused(reason);
  }

  private static Stored stored(KeyValue pair) {
    return new Stored(
        pair.getKey().toString(StandardCharsets.UTF_8), pair.getValue(), pair.getModRevision());
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
