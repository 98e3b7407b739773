package tributary.common.kafka;

/** Names of the headers that a dead letter has beside those of its record (DESIGN §7). */
public final class DeadLetterHeaders {
  /** The error's type, as Elasticsearch names it. */
  public static final String ERROR_TYPE = "error.type";

  /** Its words, 1 KiB at most. */
  public static final String ERROR_REASON = "error.reason";

  /** What of the record did not fit and was left out: {@code value} or {@code all}; else absent. */
  public static final String DROPPED = "error.dropped";

  /** Of a letter that was put through again and is in its index now: when, ISO 8601. */
  public static final String REPLAYED = "error.replayed";

  /** The topic that the record was read from. */
  public static final String SOURCE_TOPIC = "source.topic";

  /** That topic's UUID as Kafka writes it. */
  public static final String SOURCE_TOPIC_ID = "source.topic-id";

  /** The record's partition there. */
  public static final String SOURCE_PARTITION = "source.partition";

  /** The record's offset there. */
  public static final String SOURCE_OFFSET = "source.offset";

  private DeadLetterHeaders() {}
}
