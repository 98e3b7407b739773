package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The {@code fields} header as JSON that may stand inside a document: one flat object of strings,
 * without line ends. A few files share a partition, so what was checked once is remembered.
 *
 * <p>Thread: its worker.
 */
final class FieldsText {

  private static final int REMEMBERED = 256;
  private static final int LONGEST = 8 * 1024;
  private static final byte[] NONE = new byte[0];

  private final JsonFactory json = new JsonFactory();
  private final Map<ByteBuffer, byte[]> known = new HashMap<>();

  /** The object, compact; null if the header is no object of strings (or below 0 bytes long). */
  byte[] compact(byte[] bytes, int at, int length) {
    if (length < 0) {
      return null;
    }
    byte[] compact = known.get(ByteBuffer.wrap(bytes, at, length));
    if (compact == null) {
      byte[] header = Arrays.copyOfRange(bytes, at, at + length);
      compact = parse(header);
      remember(header, compact);
    }
    return compact == NONE ? null : compact;
  }

  /** An agent's are {@link #LONGEST} at most; foreign ones may be as long as a record. */
  private void remember(byte[] header, byte[] compact) {
    if (header.length > LONGEST) {
      return;
    }
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    known.put(ByteBuffer.wrap(header), compact);
  }

  private byte[] parse(byte[] header) {
    JsonBytes out = new JsonBytes(header.length + 16);
    try (JsonParser parser = json.createParser(header)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return NONE;
      }
      out.raw('{');
      for (String separator = ""; parser.nextToken() == JsonToken.FIELD_NAME; separator = ",") {
        out.raw(separator.getBytes(UTF_8)).text(parser.currentName().getBytes(UTF_8)).raw(':');
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          return NONE;
        }
        out.text(parser.getText().getBytes(UTF_8));
      }
      boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
      return whole ? Arrays.copyOf(out.raw('}').release(), out.length()) : NONE;
    } catch (IOException e) {
      return NONE;
    }
  }
}
