package tributary.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * A content as a program wrote it, byte by byte, wherever its bytes are by now, and what of it need
 * not arrive: what was cut or deleted before anybody could read it.
 */
final class ModelContent {
  /** Of what was copied so much may come again, for want of a whole head to know it by. */
  private static final int SMALL = 1024;

  private final String name;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private byte[] bytes = new byte[0];
  private final BitSet missable = new BitSet();
  private int repeatable;
  private int copies;
  private int header;
  private boolean over;
  private boolean late;

  ModelContent(String name) {
    this.name = name;
  }

  byte[] add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] add(byte[] more) {
    stream.writeBytes(more);
    bytes = stream.toByteArray();
    return more;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  /** All that it holds so far is the same in many files: no id that names no more can be told. */
  void header() {
    mayMiss();
    header = size();
  }

  /** Nobody can be expected to have read these bytes. */
  void mayMiss(int from, int to) {
    missable.set(from, to);
  }

  /** Nobody can be expected to have read what of it has not arrived. */
  void mayMiss() {
    mayMiss(0, size());
  }

  boolean isMissable(int at) {
    return missable.get(at);
  }

  /** A copy of it is made, which tells it from others only by its first bytes. */
  void copied() {
    copies++;
    repeatable = Math.max(repeatable, Math.min(SMALL, size()));
  }

  /** A copy of it stood still for so long that it counted as whole. */
  void stalled() {
    copies++;
    repeatable = Integer.MAX_VALUE;
  }

  /** How often a byte may come. */
  int most(int at) {
    return at < header ? Integer.MAX_VALUE : at < repeatable ? 1 + copies : 1;
  }

  /** It is at its path no more: what follows the last line end is a line too. */
  void over(boolean is) {
    over = is;
  }

  /** It grew where nobody looks before the next start. */
  void late() {
    late = true;
  }

  boolean isLate() {
    return late;
  }

  /** How many of its bytes must arrive. */
  int due() {
    return over ? size() : lineEnd(size());
  }

  /** The last line end up to there. */
  private int lineEnd(int at) {
    int end = at;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** It was cut, and its copy holds no more than this. */
  void cut(int copied) {
    if (copied < size()) {
      copies++;
      repeatable = Math.max(repeatable, Math.min(SMALL, size()));
    }
    mayMiss(over ? copied : lineEnd(copied), size());
  }

  /** The text of an event, or a part of one, that lies there; null if it reaches beyond. */
  String event(long from, long to, boolean more) {
    if (to > size()) {
      return null;
    }
    String text =
        new String(bytes, (int) from, (int) (to - from), StandardCharsets.UTF_8)
            .replace("\r\n", "\n");
    return !more && text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public String toString() {
    return name;
  }
}
