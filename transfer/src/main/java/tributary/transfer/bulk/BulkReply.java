package tributary.transfer.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** The reply to a bulk request, item by item, read without an object for one that went well. */
final class BulkReply {

  /** What is asked for: nothing but what decides. Every item has a status, so positions hold. */
  static final String FILTER = "errors,items.*.status,items.*.error.type,items.*.error.reason";

  /**
   * How a reply of which all is well begins, byte for byte, and what each item of it looks like.
   */
  private static final byte[] WELL = "{\"errors\":false,\"items\":[".getBytes(ISO_8859_1);

  private static final byte[] CREATED = "{\"create\":{\"status\":201}},".getBytes(ISO_8859_1);

  private static final int CREATED_STATUS = 201;

  private static final JsonFactory JSON = new JsonFactory();

  private static final BulkReply ALL_CREATED = new BulkReply(0, true);

  private final boolean allCreated;
  private final int[] statuses;
  private final Refusal[] errors;

  private BulkReply(int documents, boolean allCreated) {
    this.allCreated = allCreated;
    statuses = new int[documents];
    errors = new Refusal[documents];
  }

  /**
   * Reads a reply.
   *
   * @throws IOException if the body is no reply to a bulk request of so many documents
   */
  static BulkReply read(byte[] body, int documents) throws IOException {
    if (isAllCreated(body, documents)) {
      return ALL_CREATED;
    }
    BulkReply reply = new BulkReply(documents, false);
    try (JsonParser parser = JSON.createParser(body)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      int items = -1;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean ofItems = parser.currentName().equals("items");
        JsonToken value = parser.nextToken();
        if (ofItems) {
          expect(value == JsonToken.START_ARRAY);
          items = reply.items(parser);
        } else {
          parser.skipChildren();
        }
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT && items == documents);
    }
    return reply;
  }

  /** Nearly every reply: nothing in it needs a parser. Any other form of it is parsed. */
  private static boolean isAllCreated(byte[] body, int documents) {
    int size = WELL.length + documents * CREATED.length + 1;
    if (body.length != size || !Arrays.equals(body, 0, WELL.length, WELL, 0, WELL.length)) {
      return false;
    }
    int at = WELL.length;
    for (int item = 1; item <= documents; item++) {
      // The last one has no comma.
      int length = item < documents ? CREATED.length : CREATED.length - 1;
      if (!Arrays.equals(body, at, at + length, CREATED, 0, length)) {
        return false;
      }
      at += length;
    }
    return body[at] == ']' && body[at + 1] == '}';
  }

  /** Whether every document is in the index, and none was before. */
  boolean isAllCreated() {
    return allCreated;
  }

  /** The status of a document, by its place in the request. */
  int status(int item) {
    return allCreated ? CREATED_STATUS : statuses[item];
  }

  /** Its error, or null. */
  Refusal error(int item) {
    return allCreated ? null : errors[item];
  }

  private int items(JsonParser parser) throws IOException {
    int item = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      expect(item < statuses.length);
      expect(parser.nextToken() == JsonToken.FIELD_NAME);
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      item(parser, item);
      expect(parser.nextToken() == JsonToken.END_OBJECT);
      item++;
    }
    return item;
  }

  private void item(JsonParser parser, int item) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("status")) {
        statuses[item] = parser.getIntValue();
      } else if (name.equals("error")) {
        errors[item] = error(parser);
      } else {
        parser.skipChildren();
      }
    }
    expect(statuses[item] >= 100);
  }

  private static Refusal error(JsonParser parser) throws IOException {
    expect(parser.currentToken() == JsonToken.START_OBJECT);
    String type = "";
    String reason = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("type")) {
        type = parser.getText();
      } else if (name.equals("reason")) {
        reason = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return new Refusal(type, reason);
  }

  private static void expect(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("no reply to a bulk request");
    }
  }
}
