package tributary.console.dead;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import tributary.console.servers.Failure;
import tributary.console.servers.OffsetRange;

/**
 * Puts open letters through again. The letter itself stays where it is, and its mark is written by
 * the transfer once the line is in its index, so that nothing is lost wherever this ends: what has
 * no mark is put through again the next time, and is in the index once all the same.
 *
 * <p>Thread: one; Kafka's client reports failures on its own.
 */
final class Replay {

  private final DeadTopics topics;
  private final LetterFilter filter;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private Map<TopicPartition, OffsetRange> read = Map.of();
  private Set<String> open = Set.of();
  private int sent;
  private int settled;
  private int refusedAgain;

  Replay(DeadTopics topics, LetterFilter filter) {
    this.topics = topics;
    this.filter = filter;
  }

  /** Reads what there is; returns how many letters are open. */
  int survey() throws Failure {
    read = topics.now();
    Survey survey = new Survey(filter);
    topics.read(read, survey::add);
    open = new HashSet<>(survey.open());
    return open.size();
  }

  /** Puts the open ones through, each once. */
  void send() throws Failure {
    Failure[] failed = new Failure[1];
    topics.read(
        read,
        letter -> {
          boolean whole = letter.dropped().isEmpty() && !letter.isMark();
          if (failed[0] == null && whole && open.remove(letter.source().id())) {
            try {
              send(letter);
            } catch (Failure e) {
              failed[0] = e;
            }
          }
        });
    topics.records().flush();
    if (failed[0] != null) {
      throw failed[0];
    }
    sent = waiting.size();
  }

  private void send(Letter letter) throws Failure {
    String id = letter.source().id();
    waiting.add(id);
    topics.records().put(letter.again(), (record, failure) -> stored(id, record, failure));
  }

  private void stored(String id, ProducerRecord<byte[], byte[]> record, Exception failure) {
    if (failure != null) {
      waiting.remove(id);
      failures.merge(record.topic() + ": " + failure.getMessage(), 1, Integer::sum);
    }
  }

  /** Looks what became of them since. */
  void look() throws Failure {
    read =
        topics.readOn(
            read,
            letter -> {
              if (waiting.remove(letter.source().id())) {
                if (letter.isMark()) {
                  settled++;
                } else {
                  refusedAgain++;
                }
              }
            });
  }

  int sent() {
    return sent;
  }

  int waiting() {
    return waiting.size();
  }

  int settled() {
    return settled;
  }

  int refusedAgain() {
    return refusedAgain;
  }

  /** Open ones of which no whole copy was kept. */
  int withoutText() {
    return open.size();
  }

  /** What Kafka did not take, by reason. */
  Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  /** Whether all that were open are in their index. */
  boolean isComplete() {
    return waiting.isEmpty() && refusedAgain == 0 && open.isEmpty() && failures.isEmpty();
  }
}
