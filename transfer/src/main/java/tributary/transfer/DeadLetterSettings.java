package tributary.transfer;

import java.util.Optional;
import tributary.common.kafka.DeadLetterTopic;
import tributary.common.settings.Section;
import tributary.transfer.consume.Companions;
import tributary.transfer.document.LegalIndexName;

/**
 * Where dead letters go.
 *
 * @param suffix follows a topic's name in that of its dead letters' topic
 * @param index that they are consumed into, so that they are found; empty if they are not
 */
public record DeadLetterSettings(String suffix, String index) {

  private static final String OWN = "tributary-";

  static DeadLetterSettings read(Section section) {
    return new DeadLetterSettings(suffix(section), index(section));
  }

  private static String suffix(Section section) {
    String topic = section.text("topic");
    String suffix = topic.startsWith("{topic}") ? topic.substring("{topic}".length()) : "";
    if (!suffix.endsWith(DeadLetterTopic.SUFFIX) || !suffix.matches("[A-Za-z0-9._-]{1,60}")) {
      section.problem("topic", "must be {topic} and then what ends in .dead");
      return DeadLetterTopic.SUFFIX;
    }
    return suffix;
  }

  /** No topic begins like that, so no lines go there. */
  private static String index(Section section) {
    String index = section.text("index");
    boolean own = index.startsWith(OWN) && LegalIndexName.isLegal(index);
    if (!index.isEmpty() && (!own || index.equals("tributary-files"))) {
      section.problem("index", "must begin with tributary- and be a legal index name, or be empty");
    }
    return index;
  }

  /** The topics that are consumed beside those that are named. */
  Companions companions() {
    return new Companions(index.isEmpty() ? Optional.empty() : Optional.of(suffix));
  }
}
