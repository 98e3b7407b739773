package tributary.common.etcd;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * A connection to etcd that is made anew when it is broken. Calls go round all members that can be
 * reached, and only to one that has a leader; keep-alives find a dead one.
 *
 * <p>gRPC waits up to two minutes before it tries a member again, and jetcd gives no way to cut
 * that short. Who fails therefore asks to {@link #renew} the client, and takes {@link #client()}
 * for each attempt. Nothing waits for a connection inside gRPC: a call fails at once, with the
 * reason.
 *
 * <p>Safe for all threads.
 */
public final class EtcdConnection implements AutoCloseable {
  /** Longest wait for an answer, anywhere in this package. */
  static final Duration ANSWER = Duration.ofSeconds(10);

  /** A client that is younger is not thrown away: it may still be connecting. */
  private static final Duration YOUNG = Duration.ofSeconds(3);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** etcd refuses pings more often than every 5 seconds (--grpc-keepalive-min-time). */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(5);
  private static final int GREATEST_ANSWER = 64 << 20;
  private static final long CLOSE_SECONDS = 5;

  private final ClientBuilder builder;
  private final LongSupplier nanos;

  @GuardedBy("this")
  private Client client;

  @GuardedBy("this")
  private Vertx vertx;

  @GuardedBy("this")
  private long made;

  @GuardedBy("this")
  private boolean closed;

  private EtcdConnection(ClientBuilder builder, LongSupplier nanos) {
    this.builder = builder;
    this.nanos = nanos;
    make();
  }

  /**
   * Prepares a connection; nothing is sent yet.
   *
   * @throws IOException if the certificates cannot be used
   */
  public static EtcdConnection connect(EtcdSettings settings) throws IOException {
    ClientBuilder builder =
        Client.builder()
            .target(target(settings))
            .loadBalancerPolicy("round_robin")
            .waitForReady(false)
            .header("hasleader", "true")
            .retryMaxAttempts(0)
            .connectTimeout(CONNECT)
            .keepaliveTime(KEEP_ALIVE)
            .keepaliveTimeout(KEEP_ALIVE_ANSWER)
            .keepaliveWithoutCalls(false)
            .maxInboundMessageSize(GREATEST_ANSWER);
    settings.user().ifPresent(user -> builder.user(bytes(user)));
    settings.password().ifPresent(password -> builder.password(bytes(password.reveal())));
    if (settings.secure()) {
      secure(builder, settings);
    }
    return new EtcdConnection(builder, System::nanoTime);
  }

  /** As jetcd's resolver takes it; the brackets of IPv6 are no legal characters there. */
  private static String target(EtcdSettings settings) {
    return settings.endpoints().stream()
        .map(URI::getAuthority)
        .map(address -> address.replace("[", "%5B").replace("]", "%5D"))
        .collect(Collectors.joining(",", "ip:///", ""));
  }

  private static void secure(ClientBuilder builder, EtcdSettings settings) throws IOException {
    try {
      builder.sslContext((SslContextBuilder tls) -> certificates(tls, settings));
    } catch (SSLException | IllegalArgumentException e) {
      throw new IOException("etcd.tls cannot be used: " + EtcdProblem.text(e), e);
    }
  }

  private static void certificates(SslContextBuilder tls, EtcdSettings settings) {
    settings.ca().ifPresent(ca -> tls.trustManager(ca.toFile()));
    if (settings.cert().isPresent() && settings.key().isPresent()) {
      tls.keyManager(settings.cert().get().toFile(), settings.key().get().toFile());
    }
  }

  /** The client of now; take it anew for each attempt. */
  public synchronized Client client() {
    return client;
  }

  /**
   * Throws away a client that failed, unless that has been done already, or it is very young, or
   * etcd has answered, so that another connection won't help.
   */
  public synchronized void renew(Client failed, Throwable failure) {
    boolean current = !closed && failed == client;
    boolean old = nanos.getAsLong() - made > YOUNG.toNanos();
    if (current && old && EtcdProblem.mayBeTheConnection(failure)) {
      shutDown();
      make();
    }
  }

  /** Reads something, and says what answered. */
  public String check() throws Exception {
    GetResponse response =
        Answers.await(
            client()
                .getKVClient()
                .get(bytes("/tributary"), GetOption.builder().withCountOnly(true).build()));
    return "cluster %x at revision %d"
        .formatted(response.getHeader().getClusterId(), response.getHeader().getRevision());
  }

  /** Ends all of jetcd's threads. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      shutDown();
    }
  }

  /**
   * One event loop is enough; no cache folder, which Vert.x would make in the folder for temporary
   * files.
   */
  private synchronized void make() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    client = builder.copy().vertx(vertx).build();
    made = nanos.getAsLong();
  }

  private synchronized void shutDown() {
    client.close();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Its threads are daemons: they end with the program at the latest.
    }
  }

  static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }
}
