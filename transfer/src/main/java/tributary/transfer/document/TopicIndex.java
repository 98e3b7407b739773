package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import tributary.common.kafka.Crockford;

/**
 * The index, or the indices by date, of one topic.
 *
 * <p>A topic that makes no legal name is mapped to {@code <what is legal of it>~<13 characters of
 * its hash>}. No topic can hold a {@code ~}, so a mapped name is never another topic's own; two
 * mapped ones differ by 65 bits of SHA-256.
 *
 * <p>Thread: its worker.
 */
public final class TopicIndex {

  private static final long DAY_MILLIS = 86_400_000L;
  private static final int HASH_CHARACTERS = 13;

  private final IndexPattern pattern;
  private final String base;
  private long day = -1;
  private Index last;

  public TopicIndex(IndexPattern pattern, String topic) {
    this.pattern = pattern;
    this.base = base(pattern, topic);
    this.last = new Index(base, base, Optional.empty());
  }

  /** One index for all. */
  public TopicIndex(Index index) {
    this.pattern = IndexPattern.TOPIC;
    this.base = index.name();
    this.last = index;
  }

  /** The name, without the date. */
  public String base() {
    return base;
  }

  /** The index of a record with this timestamp (milliseconds since 1970; any number). */
  public Index at(long timestamp) {
    if (pattern.period().isPresent()) {
      long ofRecord = TimestampText.held(timestamp) / DAY_MILLIS;
      if (ofRecord != day) {
        day = ofRecord;
        last = dated(pattern.period().get(), LocalDate.ofEpochDay(day));
      }
    }
    return last;
  }

  private Index dated(IndexPattern.Period period, LocalDate date) {
    return new Index(base + "-" + period.text(date), base + "-*", Optional.of(period.end(date)));
  }

  private static String base(IndexPattern pattern, String topic) {
    int suffix = pattern.period().map(IndexPattern.Period::suffixLength).orElse(0);
    String whole = pattern.before() + topic + pattern.after();
    if (LegalIndexName.isLegal(whole) && whole.length() + suffix <= LegalIndexName.MAX_BYTES) {
      return whole;
    }
    int around = pattern.before().length() + pattern.after().length() + suffix;
    int room = LegalIndexName.MAX_BYTES - around - HASH_CHARACTERS - 1;
    return pattern.before() + slug(topic, room) + "~" + hash(topic) + pattern.after();
  }

  private static String slug(String topic, int room) {
    String lower = topic.toLowerCase(Locale.ROOT).replaceFirst("^[-_.]+", "");
    return lower.substring(0, Math.min(lower.length(), room));
  }

  private static String hash(String topic) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(topic.getBytes(UTF_8));
      ByteBuffer bits = ByteBuffer.wrap(digest);
      return Crockford.encode(bits.getLong(), HASH_CHARACTERS - 1)
          + Crockford.encode(bits.get(), 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
