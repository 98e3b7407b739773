package tributary.support.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tributary.common.json.Json;

/** Elasticsearch as a test asks it: plain requests, every answer checked. Any thread. */
public final class Elastic {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  /**
   * @param address HOST:PORT
   */
  public Elastic(String address) {
    this.base = "http://" + address;
  }

  /** GET; what isn't there (404), or has no shard yet (503), is an empty object. */
  public JsonNode get(String path) {
    HttpResponse<byte[]> response = send("GET", path, null);
    return response.statusCode() == 404 || response.statusCode() == 503
        ? Json.mapper().createObjectNode()
        : checked(path, response);
  }

  /** POST of a JSON body. */
  public JsonNode post(String path, String body) {
    return checked(path, send("POST", path, body));
  }

  /** PUT of a JSON body. */
  public JsonNode put(String path, String body) {
    return checked(path, send("PUT", path, body));
  }

  /** DELETE; what isn't there is left so. */
  public void delete(String path) {
    send("DELETE", path, null);
  }

  private HttpResponse<byte[]> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode checked(String path, HttpResponse<byte[]> response) {
    try {
      JsonNode answer = Json.mapper().readTree(response.body());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(path + ": " + response.statusCode() + " " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
