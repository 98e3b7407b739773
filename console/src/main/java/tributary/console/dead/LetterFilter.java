package tributary.console.dead;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which letters a word is about. */
final class LetterFilter {

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only letters whose lines come from this topic.")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--error",
      paramLabel = "TYPE",
      description = "Only letters with this error, as document_parsing_exception.")
  private Optional<String> error = Optional.empty();

  /** Whether a letter of this topic and error is meant. */
  boolean takes(String ofTopic, String ofError) {
    return topic.map(ofTopic::equals).orElse(true) && error.map(ofError::equals).orElse(true);
  }
}
