package tributary.common.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topic in which agents say where each file stands (DESIGN §6). */
public final class FilesTopic {
  /** Its name, which no entry may use. */
  public static final String NAME = "tributary.files";

  /** Only the newest record of each file counts, and none longer than this. */
  private static final Duration RETENTION = Duration.ofDays(30);

  private FilesTopic() {}

  /** What it is made with. */
  public static Map<String, String> configs() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(RETENTION.toMillis()));
  }
}
