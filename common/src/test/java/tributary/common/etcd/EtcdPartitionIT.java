package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tributary.common.etcd.EtcdFixture.answer;
import static tributary.common.etcd.Follower.entry;

import io.etcd.jetcd.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.stack.Etcd;
import tributary.stack.EtcdCluster;

/** Three real members, one of which the others no longer reach. */
class EtcdPartitionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<TcpLink> links = new ArrayList<>();
  private EtcdCluster cluster;
  private Follower follower;

  @BeforeEach
  void start() throws Exception {
    cluster =
        EtcdCluster.start(
            Path.of("target", "it", "EtcdPartitionIT").toAbsolutePath(), 3, this::link);
    put(cluster.members().get(0), entry("before"));
    URI[] endpoints =
        cluster.members().stream().map(Etcd::url).map(URI::create).toArray(URI[]::new);
    follower = new Follower(EtcdConnection.connect(EtcdSettings.of(endpoints)), "/k/a");
    follower.awaitTopics("before");
    follower.awaitConnected();
  }

  private String link(String address) {
    try {
      links.add(new TcpLink(URI.create(address)));
      return links.get(links.size() - 1).address().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    follower.close();
    cluster.close();
    links.forEach(TcpLink::close);
  }

  @Test
  @DisplayName(
      "C20: a member cut off from its leader keeps its connections: it is left for another")
  void cutOff() throws Exception {
    int watched = watched();
    SocketOwner alone = SocketOwner.process(cluster.members().get(watched).pid().getAsLong());
    links.get(watched).cut();
    links.forEach(link -> link.refuse(alone));
    URI cutOff = URI.create(cluster.members().get(watched).url());
    await().atMost(PATIENCE).until(() -> EtcdFixture.metric(cutOff, "etcd_server_has_leader") == 0);

    Etcd other = cluster.members().get((watched + 1) % 3);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> put(other, entry("after")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(follower.topics()).containsExactly("after"));
    assertThat(cluster.members().get(watched).running()).isTrue();
    assertThat(follower.states().stream().skip(1).map(Follower::topics)).noneMatch(List::isEmpty);
  }

  /** The member that has the watch. */
  private int watched() throws Exception {
    for (int i = 0; i < 3; i++) {
      URI member = URI.create(cluster.members().get(i).url());
      if (EtcdFixture.metric(member, "etcd_debugging_mvcc_watcher_total") > 0) {
        return i;
      }
    }
    throw new AssertionError("nobody watches");
  }

  private static boolean put(Etcd member, String value) {
    try (Client client = Client.builder().endpoints(member.url()).build()) {
      answer(client.getKVClient().put(EtcdConnection.bytes("/k/a"), EtcdConnection.bytes(value)));
      return true;
    }
  }
}
