package tributary.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names the topic of a topic's dead letters. */
public final class DeadLetterTopic {

  /** What all of their names end in; no other topic's does. */
  public static final String SUFFIX = ".dead";

  /** Kafka's limit. */
  private static final int MAX_TOPIC = 249;

  private static final int HASH_CHARACTERS = 12;

  private DeadLetterTopic() {}

  /** The source's name and then {@code suffix}; one that gets too long is shortened with a hash. */
  public static String of(String source, String suffix) {
    if (source.length() + suffix.length() <= MAX_TOPIC) {
      return source + suffix;
    }
    int kept = MAX_TOPIC - suffix.length() - HASH_CHARACTERS - 1;
    return source.substring(0, kept) + "-" + hash(source) + suffix;
  }

  private static String hash(String topic) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(topic.getBytes(UTF_8));
      return Crockford.encode(ByteBuffer.wrap(digest).getLong(), HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
