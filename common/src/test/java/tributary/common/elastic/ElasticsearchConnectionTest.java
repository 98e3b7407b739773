package tributary.common.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.common.settings.Secret;

/** How it says who it is, to a server that notes what it hears. */
class ElasticsearchConnectionTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String words = exchange.getRequestHeaders().getFirst("Authorization");
          heard.add(String.valueOf(words));
          byte[] body = "{\"nodes\":{\"a\":{\"version\":\"8.19.8\"}}}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void nameAndPasswordAreSaidWithEachRequest() throws Exception {
    ask(Optional.of("tributary"), Optional.of(new Secret("häsch")), Optional.empty());

    String both = Base64.getEncoder().encodeToString("tributary:häsch".getBytes(UTF_8));
    assertThat(heard).containsExactly("Basic " + both, "Basic " + both);
  }

  @Test
  void soIsAnApiKey() throws Exception {
    ask(Optional.empty(), Optional.empty(), Optional.of(new Secret("a2V5")));

    assertThat(heard).containsExactly("ApiKey a2V5", "ApiKey a2V5");
  }

  @Test
  void withoutEitherNothingIsSaid() throws Exception {
    ask(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(heard).containsExactly("null", "null");
  }

  private void ask(Optional<String> user, Optional<Secret> password, Optional<Secret> key)
      throws IOException {
    ElasticsearchSettings settings =
        new ElasticsearchSettings(
            List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            user,
            password,
            key,
            Optional.empty(),
            Optional.empty(),
            false);
    try (ElasticsearchConnection connection = ElasticsearchConnection.connect(settings)) {
      assertThat(connection.version()).isEqualTo("8.19.8");
      assertThat(connection.version()).isEqualTo("8.19.8");
    }
  }
}
