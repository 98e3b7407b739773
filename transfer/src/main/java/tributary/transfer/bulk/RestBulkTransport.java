package tributary.transfer.bulk;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.http.HttpEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/** Requests over the low-level client, whose threads answer. */
public final class RestBulkTransport implements BulkTransport {

  private static final byte[] EMPTY = new byte[0];

  private final RestClient rest;

  public RestBulkTransport(RestClient rest) {
    this.rest = rest;
  }

  @Override
  public void send(String index, BulkRequest request, Consumer<Answer> done) {
    String path = "/" + URLEncoder.encode(index, StandardCharsets.UTF_8) + "/_bulk";
    Request http = new Request("POST", path);
    http.addParameter("filter_path", BulkReply.FILTER);
    http.setEntity(new BulkEntity(request));
    rest.performRequestAsync(http, new Listener(done));
  }

  /** Tells what the client has to say. */
  private record Listener(Consumer<Answer> done) implements ResponseListener {

    @Override
    public void onSuccess(Response response) {
      done.accept(answer(response));
    }

    @Override
    public void onFailure(Exception failure) {
      done.accept(
          failure instanceof ResponseException r
              ? answer(r.getResponse())
              : new NoReply(words(failure)));
    }

    private static Answer answer(Response response) {
      try {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? EMPTY : EntityUtils.toByteArray(entity);
        return new Reply(response.getStatusLine().getStatusCode(), body);
      } catch (IOException | RuntimeException e) {
        // A runtime exception here would end the client's own thread, and all requests with it.
        return new NoReply(words(e));
      }
    }

    private static String words(Exception failure) {
      String message = failure.getMessage();
      return message == null ? failure.getClass().getSimpleName() : message;
    }
  }
}
