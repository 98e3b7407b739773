package tributary.transfer.document;

import java.util.Arrays;

/** Reads back a JSON string that {@link JsonBytes#text} wrote of well-formed UTF-8. */
final class JsonText {

  private JsonText() {}

  /**
   * The text's bytes.
   *
   * @param quote where the string's first quote stands
   */
  static byte[] bytes(byte[] json, int quote) {
    int end = end(json, quote + 1);
    byte[] text = new byte[end - quote - 1];
    int length = 0;
    for (int at = quote + 1; at < end; at++) {
      byte b = json[at];
      if (b == '\\') {
        b = json[++at];
        switch (b) {
          case 'n' -> b = '\n';
          case 'r' -> b = '\r';
          case 't' -> b = '\t';
          case 'u' -> {
            // Control characters alone are written so: four digits, the first two are zeros.
            b = (byte) (Character.digit(json[at + 3], 16) << 4 | Character.digit(json[at + 4], 16));
            at += 4;
          }
          default -> {
            // A quote or a backslash stands for itself.
          }
        }
      }
      text[length++] = b;
    }
    return Arrays.copyOf(text, length);
  }

  private static int end(byte[] json, int from) {
    int at = from;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at;
  }
}
