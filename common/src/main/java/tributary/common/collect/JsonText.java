package tributary.common.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads JSON into {@link Node}s, strictly: one value, UTF-8, each field name once. */
final class JsonText {
  private static final int DEEPEST = 50;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final JsonParser parser;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  static Node read(byte[] utf8) throws CollectException {
    return read(decode(utf8));
  }

  static Node read(String text) throws CollectException {
    if (text.isBlank()) {
      throw new CollectException(
          new Position(1, 1), "the value is empty: [] or null or a deleted key stop its entries");
    }
    try (JsonParser parser = JSON.createParser(text)) {
      return new JsonText(parser).document();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  private static String decode(byte[] utf8) throws CollectException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
      int column = text.length() - text.lastIndexOf('\n');
      throw new CollectException(new Position(line, column), "the value is not valid UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private Node document() throws IOException, CollectException {
    try {
      parser.nextToken();
      Node node = node();
      if (parser.nextToken() != null) {
        throw new CollectException(here(), "something follows the end of the value");
      }
      return node;
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw new CollectException(position(location), rule(e));
    }
  }

  private Node node() throws IOException, CollectException {
    Position at = here();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_STRING -> new Node.Text(at, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Numeral(at, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new Node.Flag(at, token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new Node.Null(at);
      case START_ARRAY -> new Node.Items(at, items());
      case START_OBJECT -> new Node.Fields(at, fields());
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private List<Node> items() throws IOException, CollectException {
    List<Node> nodes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      nodes.add(node());
    }
    return List.copyOf(nodes);
  }

  private List<Node.Field> fields() throws IOException, CollectException {
    List<Node.Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Position at = here();
      String name = parser.currentName();
      if (!names.add(name)) {
        throw new CollectException(at, "'" + name + "' stands here twice");
      }
      parser.nextToken();
      fields.add(new Node.Field(at, name, node()));
    }
    return List.copyOf(fields);
  }

  private Position here() {
    return position(parser.currentTokenLocation());
  }

  private static Position position(JsonLocation location) {
    return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /** Jackson's words, without its remarks on where something began. */
  private static String rule(JsonProcessingException e) {
    String words = e.getOriginalMessage().lines().findFirst().orElse("");
    int remark = words.indexOf(" (for ");
    return "no JSON: " + (remark < 0 ? words : words.substring(0, remark));
  }
}
