package tributary.bench.transfer;

import java.util.Optional;
import tributary.support.delivery.Elastic;

/** The real Elasticsearch. */
final class RealTarget implements Target {
  private final String url;
  private final Elastic elastic;

  RealTarget(String url) {
    this.url = url;
    this.elastic = new Elastic(url.substring("http://".length()));
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public void clear(String index, Optional<String> mapping) {
    elastic.delete("/" + index);
    mapping.ifPresent(body -> elastic.put("/" + index, body));
  }

  @Override
  public long documents(String index) {
    return elastic.get("/" + index + "/_count").path("count").asLong();
  }
}
