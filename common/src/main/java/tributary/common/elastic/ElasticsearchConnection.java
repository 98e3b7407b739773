package tributary.common.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.elastic.clients.transport.TransportUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import tributary.common.json.Json;

/** One pool of connections to Elasticsearch. Any thread. */
public final class ElasticsearchConnection implements AutoCloseable {
  private static final int DEFAULT_PORT = 9200;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 60_000;

  private final RestClient rest;

  private ElasticsearchConnection(RestClient rest) {
    this.rest = rest;
  }

  /**
   * Makes the pool; connects to nothing yet.
   *
   * @throws IOException if the authority's certificate can't be read
   */
  public static ElasticsearchConnection connect(ElasticsearchSettings settings) throws IOException {
    Optional<SSLContext> tls = tls(settings);
    RestClientBuilder builder =
        RestClient.builder(
            settings.hosts().stream().map(ElasticsearchConnection::host).toArray(HttpHost[]::new));
    authorization(settings)
        .ifPresent(
            words ->
                builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", words)}));
    builder.setCompressionEnabled(settings.compress());
    builder.setRequestConfigCallback(
        request -> request.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS));
    builder.setHttpClientConfigCallback(http -> configured(http, tls));
    return new ElasticsearchConnection(builder.build());
  }

  /** The client that sends bytes as they are. */
  public RestClient rest() {
    return rest;
  }

  /**
   * Asks the node for its version. Not by {@code GET /}: distributions without the optional module
   * "rest-root" have no such page.
   *
   * @throws IOException if Elasticsearch is away or refuses to answer
   */
  public String version() throws IOException {
    Request request = new Request("GET", "/_nodes/_local");
    request.addParameter("filter_path", "nodes.*.version");
    try (InputStream body = rest.performRequest(request).getEntity().getContent()) {
      return Json.mapper().readTree(body).findPath("version").asText();
    }
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }

  /** Said with each request. */
  private static Optional<String> authorization(ElasticsearchSettings settings) {
    if (settings.apiKey().isPresent()) {
      return settings.apiKey().map(key -> "ApiKey " + key.reveal());
    }
    if (settings.user().isEmpty() || settings.password().isEmpty()) {
      return Optional.empty();
    }
    String both = settings.user().get() + ":" + settings.password().get().reveal();
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  /**
   * The client would read what it knows of each node's login from a serialised object each time.
   */
  private static HttpAsyncClientBuilder configured(
      HttpAsyncClientBuilder http, Optional<SSLContext> tls) {
    tls.ifPresent(http::setSSLContext);
    return http.disableAuthCaching();
  }

  private static Optional<SSLContext> tls(ElasticsearchSettings settings) throws IOException {
    if (settings.fingerprint().isPresent()) {
      return settings.fingerprint().map(TransportUtils::sslContextFromCaFingerprint);
    }
    if (settings.ca().isPresent()) {
      try (var certificate = Files.newInputStream(settings.ca().get())) {
        return Optional.of(TransportUtils.sslContextFromHttpCaCrt(certificate));
      } catch (IOException | IllegalStateException e) {
        throw new IOException(
            "elasticsearch.tls.ca: can't read a certificate from " + settings.ca().get(), e);
      }
    }
    return Optional.empty();
  }

  private static HttpHost host(URI uri) {
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new HttpHost(uri.getHost(), port, uri.getScheme());
  }
}
