package tributary.transfer.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.document.Index;

/** What of other people's must be left alone, by answers in the form that the server documents. */
class IndexSetupTest {

  /**
   * What {@code GET /_resolve/index/logs-app-default} answers, by the example of Elasticsearch's
   * reference ("Resolve index API"). The servers of our tests have no data streams, which are part
   * of x-pack, so this one was written down and not recorded.
   */
  private static final String DATA_STREAM =
      """
      {"indices":[],"aliases":[],"data_streams":[{"name":"logs-app-default",\
      "backing_indices":[".ds-logs-app-default-2026.11.21-000001"],\
      "timestamp_field":"@timestamp"}]}
      """;

  private final List<String> asked = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private String answer = "{}";
  private HttpServer server;
  private RestClient rest;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    rest = RestClient.builder(new HttpHost("127.0.0.1", server.getAddress().getPort())).build();
  }

  @AfterEach
  void stop() throws IOException {
    rest.close();
    server.stop(0);
  }

  @Test
  @DisplayName("T14: a name that is a data stream is refused visibly, and nothing is put")
  void dataStream() {
    answer = DATA_STREAM;

    assertThatThrownBy(() -> prepare("logs-app-default"))
        .isInstanceOf(IndexPreparer.IndexRefused.class)
        .hasMessageContaining("logs-app-default is a data stream");
    assertThat(asked).containsExactly("GET /_resolve/index/logs-app-default");
  }

  @Test
  @DisplayName("T12: a proxy's page in place of an answer is not taken for one")
  void html() {
    answer = "<html><body>It works!</body></html>";

    assertThatThrownBy(() -> prepare("t")).hasMessageContaining("a proxy's?");
  }

  @Test
  void whatIsMissingIsMadeTheTemplatesFirst() throws Exception {
    prepare("t");

    assertThat(asked)
        .containsSubsequence(
            "PUT /_component_template/tributary", "PUT /_index_template/tributary-t", "PUT /t");
  }

  @Test
  @DisplayName("T11: transfer.index is given a date: the template of before is put anew")
  void theIndexIsGivenADate() throws Exception {
    answer = template("t", "tributary");

    new IndexSetup(rest).prepare(new Index("t-2026.11.21", "t-*", Optional.empty()));

    assertThat(asked).contains("PUT /_index_template/tributary-t");
    assertThat(sent).anySatisfy(body -> assertThat(body).contains("[\"t\",\"t-*\"]"));
  }

  @Test
  void aTemplateThatIsGoodOrAnOperatorsOwnIsLeftAlone() throws Exception {
    answer = template("t", "tributary");
    prepare("t");
    answer = template("t", "somebody");
    new IndexSetup(rest).prepare(new Index("t-2026.11.21", "t-*", Optional.empty()));

    assertThat(asked).doesNotContain("PUT /_index_template/tributary-t");
  }

  /** As {@code GET /_index_template/tributary-t} answers. */
  private static String template(String pattern, String by) {
    return """
        {"index_templates":[{"name":"tributary-t","index_template":{"index_patterns":["%s"],\
        "version":%d,"_meta":{"managed-by":"%s"}}}]}
        """
        .formatted(pattern, IndexTemplate.VERSION, by);
  }

  private void prepare(String name) throws Exception {
    new IndexSetup(rest).prepare(new Index(name, name, Optional.empty()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    sent.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    byte[] body = answer.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
