package tributary.agent.send;

import java.time.Duration;
import tributary.common.settings.Section;

/**
 * How events are gathered and sent: {@code agent.send}.
 *
 * @param linger how long a batch waits for more events before it is sent
 * @param batch bytes of one batch at most, compressed
 * @param memory bytes that events in flight may take, all together
 */
public record SendSettings(Duration linger, int batch, long memory) {
  private static final long MIN_MEMORY = 2L * 1024 * 1024;
  private static final int MIN_BATCH = 1024;

  /** Leaves room in Kafka's 1 MiB for the batch's own header. */
  private static final int MAX_BATCH = 1000 * 1024;

  private static final Duration MAX_LINGER = Duration.ofSeconds(10);

  /** Reads {@code agent.send}; what is out of range becomes a problem of the file. */
  public static SendSettings read(Section send) {
    Duration linger = send.duration("linger");
    if (linger.compareTo(MAX_LINGER) > 0) {
      send.problem("linger", "must be at most 10s");
    }
    long memory = send.bytes("memory", MIN_MEMORY, Long.MAX_VALUE);
    int batch = (int) send.bytes("batch", MIN_BATCH, MAX_BATCH);
    if (batch > memory / 2) {
      send.problem("batch", "must be at most half of agent.send.memory");
    }
    return new SendSettings(linger, batch, memory);
  }
}
