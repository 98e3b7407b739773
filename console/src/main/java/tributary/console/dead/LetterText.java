package tributary.console.dead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tributary.common.json.Json;
import tributary.common.kafka.EventHeaders;

/** A letter for people, and for programs. Pure. */
final class LetterText {

  private static final int SHOWN = 1_000;

  private LetterText() {}

  /** Three lines: where it comes from, why it was refused, what it says. */
  static String text(Letter letter) {
    String origin = letter.header(EventHeaders.HOST) + " " + letter.header(EventHeaders.PATH);
    return "%s  %s  %s%n  %s: %s%n  %s%n"
        .formatted(
            letter.time(),
            letter.source(),
            origin.strip(),
            letter.errorType(),
            plain(letter.errorReason()),
            message(letter));
  }

  private static String message(Letter letter) {
    if (!letter.dropped().isEmpty()) {
      return "(its text was too large to keep)";
    }
    String message = plain(letter.message().orElse("(no text)"));
    return message.length() <= SHOWN
        ? message
        : message.substring(0, SHOWN) + " … (" + message.length() + " characters)";
  }

  /** A terminal is not to obey what stands in a log. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  static String json(Letter letter) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("time", letter.time().toString());
    ObjectNode source = json.putObject("source");
    source.put("topic", letter.source().topic()).put("topic-id", letter.source().topicId());
    source.put("partition", letter.source().partition()).put("offset", letter.source().offset());
    ObjectNode error = json.putObject("error");
    error.put("type", letter.errorType()).put("reason", letter.errorReason());
    put(error, "dropped", letter.dropped());
    put(json, "host", letter.header(EventHeaders.HOST));
    put(json, "path", letter.header(EventHeaders.PATH));
    letter.message().ifPresent(message -> json.put("message", message));
    return json.toString();
  }

  private static void put(ObjectNode json, String name, String text) {
    if (!text.isEmpty()) {
      json.put(name, text);
    }
  }
}
