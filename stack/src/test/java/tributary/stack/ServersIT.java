package tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.stack.StackOptions.Part;

/** Each server by itself. */
class ServersIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "etcd keeps its data and its address over kill and stop, and stands still when paused")
  void etcd() throws Exception {
    try (Stack stack = Stack.start(folder, StackOptions.only(Part.ETCD))) {
      Etcd etcd = stack.etcd();
      // "a" and "b" in base64.
      post(etcd.url() + "/v3/kv/put", "{\"key\":\"YQ==\",\"value\":\"Yg==\"}");
      etcd.kill();
      assertThat(etcd.running()).isFalse();
      restart(etcd);
      etcd.stop();
      restart(etcd);

      assertThat(post(etcd.url() + "/v3/kv/range", "{\"key\":\"YQ==\"}")).contains("Yg==");
      etcd.pause();
      assertThatThrownBy(() -> HttpProbe.get(etcd.url() + "/health"))
          .isInstanceOf(IOException.class);
      etcd.resume();
      etcd.awaitReady(SOON);
    }
  }

  @Test
  @DisplayName("Elasticsearch keeps its documents over kill, and its children end with it")
  void elasticsearch() throws Exception {
    try (Stack stack = Stack.start(folder, StackOptions.only(Part.ELASTICSEARCH))) {
      Elasticsearch elasticsearch = stack.elasticsearch();
      post(elasticsearch.url() + "/words/_doc?refresh=true", "{\"word\":\"river\"}");
      ProcessHandle leader = ProcessHandle.of(elasticsearch.pid().orElseThrow()).orElseThrow();
      ProcessHandle server = leader.children().findFirst().orElseThrow();

      elasticsearch.kill();
      await().atMost(SOON).until(() -> !server.isAlive());
      restart(elasticsearch);

      assertThat(HttpProbe.get(elasticsearch.url() + "/words/_count")).contains("\"count\":1");
      elasticsearch.pause();
      assertThatThrownBy(() -> HttpProbe.get(elasticsearch.url() + "/_cluster/health"))
          .isInstanceOf(IOException.class);
      elasticsearch.resume();
      elasticsearch.awaitReady(SOON);
    }
  }

  @Test
  @DisplayName("of three brokers any one may end and come back")
  void kafka() {
    StackOptions options = StackOptions.only(Part.KAFKA).withBrokers(3).withKafkaHeap("256m");
    try (Stack stack = Stack.start(folder, options)) {
      KafkaBroker first = stack.kafka().brokers().get(0);
      first.kill();
      assertThat(first.running()).isFalse();
      assertThat(stack.kafka().running()).isTrue();
      restart(first);
      KafkaBroker third = stack.kafka().brokers().get(2);
      third.pause();
      third.resume();
      third.awaitReady(SOON);
      assertThat(stack.kafka().address()).contains(first.address(), third.address());
    }
  }

  @Test
  @DisplayName("a port in use: one sentence names it and says what to do; nothing is left running")
  void portInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackOptions options =
          StackOptions.only(Part.ETCD).withPorts(Map.of(Part.ETCD, taken.getLocalPort()));

      assertThatThrownBy(() -> Stack.start(folder, options))
          .isInstanceOf(StackException.class)
          .hasMessage(
              "etcd can't be started: port "
                  + taken.getLocalPort()
                  + " is in use: stop what listens on it, or choose another port");
    }
  }

  @Test
  @DisplayName("a server that can't start: the message names its log and shows the end of it")
  void failingStart() {
    StackOptions options =
        StackOptions.only(Part.ELASTICSEARCH)
            .withElasticsearchSettings(Map.of("no.such.setting", "x"));

    assertThatThrownBy(() -> Stack.start(folder, options))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("elasticsearch ended with exit code ")
        .hasMessageContaining(folder.resolve("logs/elasticsearch.log").toString())
        .hasMessageContaining("no.such.setting");
  }

  private static void restart(Server server) {
    server.start();
    server.awaitReady(SOON);
  }

  private static String post(String url, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
