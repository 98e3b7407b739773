package tributary.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The four pages of a program. */
class AdminServerTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AtomicReference<List<String>> reasons = new AtomicReference<>(List.of());
  private final AdminServer server =
      new AdminServer(
          new HttpAddress("127.0.0.1", 0), registry, reasons::get, () -> Map.of("lines", 3));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void isAliveAndReady() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhyItIsNotReady() throws Exception {
    reasons.set(List.of("etcd: not connected", "kafka: not connected"));

    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("etcd: not connected\nkafka: not connected\n");
  }

  @Test
  void servesMetricsAndStatus() throws Exception {
    Counter.builder().name("tributary_test_total").help("A test.").register(registry).inc(2);

    assertThat(get("/metrics").body()).contains("tributary_test_total 2.0");
    assertThat(get("/status").body()).isEqualTo("{\"lines\":3}\n");
  }

  @Test
  void knowsNoOtherPage() throws Exception {
    assertThat(get("/none").statusCode()).isEqualTo(404);
  }

  @Test
  void anAddressOfIpV6HasBracketsInUrls() {
    assertThat(new HttpAddress("::", 7071).authority()).isEqualTo("[::]:7071");
    assertThat(new HttpAddress("[::1]", 7071).authority()).isEqualTo("[::1]:7071");
    assertThat(server.authority()).isEqualTo("127.0.0.1:" + server.port());
  }

  @Test
  void aPortInUseIsNamed() {
    HttpAddress taken = new HttpAddress("127.0.0.1", server.port());
    AdminServer second = new AdminServer(taken, registry, List::of, Map::of);

    assertThatThrownBy(second::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't listen on 127.0.0.1 port " + server.port());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
