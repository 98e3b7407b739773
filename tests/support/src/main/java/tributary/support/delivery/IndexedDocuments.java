package tributary.support.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The documents of one index, or of several by a pattern. Each call asks anew. */
public final class IndexedDocuments {
  private static final int PAGE = 5_000;

  private final Elastic elastic;
  private final String index;

  /**
   * @param index a name or a pattern
   */
  public IndexedDocuments(Elastic elastic, String index) {
    this.elastic = elastic;
    this.index = index;
  }

  /** How many there are now, after a refresh; 0 while the index is missing. */
  public long count() {
    elastic.get("/" + index + "/_refresh?ignore_unavailable=true&allow_no_indices=true");
    return elastic.get("/" + index + "/_count?ignore_unavailable=true").path("count").asLong();
  }

  /** Every document, after a refresh. */
  public List<IndexedDocument> all() {
    List<IndexedDocument> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }

  /** Hands over every document, after a refresh; only a page of them is held at a time. */
  public void forEach(Consumer<IndexedDocument> consumer) {
    count();
    JsonNode answer =
        elastic.post(
            "/" + index + "/_search?scroll=1m&ignore_unavailable=true",
            "{\"size\": " + PAGE + ", \"sort\": [\"_doc\"]}");
    while (!answer.path("hits").path("hits").isEmpty()) {
      answer.path("hits").path("hits").forEach(hit -> consumer.accept(IndexedDocument.of(hit)));
      answer =
          elastic.post(
              "/_search/scroll",
              "{\"scroll\": \"1m\", \"scroll_id\": " + answer.get("_scroll_id") + "}");
    }
  }

  @Override
  public String toString() {
    return index;
  }
}
