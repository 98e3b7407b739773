package tributary.transfer.bulk;

import java.util.Map;
import java.util.Set;

/**
 * What follows from each answer of Elasticsearch: the one place that says what is a document's
 * fault and what is not (DESIGN §7). Types are as the server sends them, the snake case of its
 * exception classes ({@code ElasticsearchException.getExceptionName}).
 */
public final class SettleTable {

  /** What to do with one document, or with a whole request. */
  public enum Verdict {
    /** It is in the index, and wasn't before. */
    INDEXED,
    /** It had been in the index already. */
    DUPLICATE,
    /** The server has no room now: alone again later, for ever. */
    AGAIN,
    /** The document's fault: a dead letter. */
    REFUSED,
    /** The document's fault if it comes again after the index has taken another document. */
    SUSPECT,
    /** The index is gone: it is made again. */
    MISSING,
    /** Nobody's fault here: the index waits, says why, and is tried again for ever. */
    WAIT,
    /** The request is too large: in halves; one document alone is at fault. */
    HALVE
  }

  /**
   * 400s that speak of the document. {@code document_parsing_exception} since 8.8, {@code
   * mapper_parsing_exception} before and for some mappings ("Mapping parse exceptions"), {@code
   * strict_dynamic_mapping_exception} for {@code dynamic: strict}.
   */
  private static final Map<String, Verdict> REFUSING =
      Map.of(
          "document_parsing_exception", Verdict.REFUSED,
          "mapper_parsing_exception", Verdict.REFUSED,
          "strict_dynamic_mapping_exception", Verdict.REFUSED);

  /**
   * 400s that speak of the index: closed ({@code POST /index/_close}), a name that the server
   * doesn't take, and the shard limit ({@code cluster.max_shards_per_node}), which is a validation
   * error.
   */
  private static final Map<String, Verdict> WAITING =
      Map.of(
          "index_closed_exception", Verdict.WAIT,
          "invalid_index_name_exception", Verdict.WAIT,
          "validation_exception", Verdict.WAIT);

  /**
   * What a past day's index answers once it was closed, made read-only or frozen on purpose.
   * ({@code cluster_block_exception} is a 403, but a 429 where the disk is full, which passes.)
   */
  private static final Set<String> PUT_AWAY =
      Set.of("index_closed_exception", "cluster_block_exception");

  private SettleTable() {}

  /**
   * What to do with one document.
   *
   * @param status the item's status
   * @param type its error's type, empty if there is none
   * @param over whether the index is one of an earlier day
   */
  public static Verdict ofItem(int status, String type, boolean over) {
    if (status >= 200 && status < 300) {
      return Verdict.INDEXED;
    }
    if (over && status < 429 && PUT_AWAY.contains(type)) {
      return Verdict.REFUSED;
    }
    return switch (status) {
      case 400 -> ofBadRequest(type);
      case 404 -> type.equals("index_not_found_exception") ? Verdict.MISSING : Verdict.WAIT;
      case 409 -> Verdict.DUPLICATE;
      case 413 -> Verdict.REFUSED;
      case 429 -> Verdict.AGAIN;
      default -> status >= 500 ? Verdict.AGAIN : Verdict.WAIT;
    };
  }

  private static Verdict ofBadRequest(String type) {
    return REFUSING.getOrDefault(type, WAITING.getOrDefault(type, Verdict.SUSPECT));
  }

  /** What to do with a whole request that got no bulk reply. */
  public static Verdict ofRequest(int status) {
    return switch (status) {
      case 404 -> Verdict.MISSING;
      case 413 -> Verdict.HALVE;
      case 429 -> Verdict.AGAIN;
      default -> Verdict.WAIT;
    };
  }
}
