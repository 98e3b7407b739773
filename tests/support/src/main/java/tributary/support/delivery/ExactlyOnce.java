package tributary.support.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Each written line is a document exactly once, and nothing else is. Lines are told apart by their
 * text; a text that was written n times must be there n times.
 */
public final class ExactlyOnce implements Guarantee {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int SHOWN = 10;

  private final IndexedDocuments documents;
  private final Supplier<? extends Collection<String>> written;

  /**
   * @param written the lines that must be there, asked for when it is verified
   */
  public ExactlyOnce(IndexedDocuments documents, Supplier<? extends Collection<String>> written) {
    this.documents = documents;
    this.written = written;
  }

  @Override
  public void holdsWithin(Duration timeout) {
    Collection<String> expected = written.get();
    try {
      await().atMost(timeout).pollInterval(POLL).until(() -> documents.count() >= expected.size());
    } catch (ConditionTimeoutException e) {
      // The comparison below says which lines are missing.
    }
    Map<String, Integer> difference = new HashMap<>();
    expected.forEach(line -> difference.merge(line, 1, Integer::sum));
    documents.forEach(
        document -> difference.merge(document.message(), -1, ExactlyOnce::sumUnlessEven));
    assertThat(select(difference, 1)).as("lines missing in %s", documents).isEmpty();
    assertThat(select(difference, -1)).as("lines too often in %s", documents).isEmpty();
  }

  /** What is even is forgotten, so that only what is off is kept. */
  private static Integer sumUnlessEven(Integer left, Integer right) {
    return left + right == 0 ? null : Integer.valueOf(left + right);
  }

  /** The first few lines whose count is off in the direction of {@code sign}. */
  private static List<String> select(Map<String, Integer> difference, int sign) {
    List<String> off =
        new TreeMap<>(difference)
            .entrySet().stream()
                .filter(entry -> Integer.signum(entry.getValue()) == sign)
                .map(entry -> Math.abs(entry.getValue()) + " × " + entry.getKey())
                .toList();
    if (off.size() <= SHOWN) {
      return off;
    }
    List<String> shown = new ArrayList<>(off.subList(0, SHOWN));
    shown.add("… " + off.size() + " in all");
    return shown;
  }
}
