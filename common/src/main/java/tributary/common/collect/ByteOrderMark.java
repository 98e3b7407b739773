package tributary.common.collect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tributary.common.collect.TextEncoding.Kind;

/**
 * What stands at the head of some files to say how their bytes are to be read (The Unicode
 * Standard, section 23.8).
 *
 * @param encoding that it stands for
 * @param bytes of it
 */
public record ByteOrderMark(TextEncoding encoding, List<Byte> bytes) {
  /** No mark is longer. */
  public static final int LONGEST = 4;

  /** A longer one before those that it begins with. */
  private static final List<ByteOrderMark> ALL =
      List.of(
          mark("UTF-32LE", 0xff, 0xfe, 0, 0),
          mark("UTF-32BE", 0, 0, 0xfe, 0xff),
          mark("GB18030", 0x84, 0x31, 0x95, 0x33),
          mark("UTF-8", 0xef, 0xbb, 0xbf),
          mark("UTF-16LE", 0xff, 0xfe),
          mark("UTF-16BE", 0xfe, 0xff));

  public ByteOrderMark {
    bytes = List.copyOf(bytes);
  }

  private static ByteOrderMark mark(String encoding, int... bytes) {
    return new ByteOrderMark(
        TextEncoding.of(encoding), Arrays.stream(bytes).mapToObj(b -> (byte) b).toList());
  }

  /**
   * The encoding of a file, as its head says it: one that names its byte order is as it is.
   *
   * @param head the file's first bytes, as many as it has up to {@link #LONGEST}
   * @param whole whether no more of it will come, or may count
   * @return none if what is there may be the beginning of a mark
   */
  public static Optional<TextEncoding> decide(TextEncoding encoding, byte[] head, boolean whole) {
    if (!depends(encoding)) {
      return Optional.of(encoding);
    }
    for (ByteOrderMark mark : ALL) {
      if (mark.mayMean(encoding)) {
        int agreed = mark.agreed(head, 0, head.length);
        if (agreed == mark.bytes.size()) {
          return Optional.of(mark.encoding);
        }
        if (agreed == head.length && !whole) {
          return Optional.empty();
        }
      }
    }
    // Big-endian without a mark: RFC 2781, section 4.3; The Unicode Standard, D98 and D101.
    return Optional.of(
        encoding.kind() == Kind.AUTO
            ? TextEncoding.UTF_8
            : TextEncoding.of(encoding.name() + "BE"));
  }

  /** Whether the head of a file decides how it is read under this encoding. */
  public static boolean depends(TextEncoding encoding) {
    return encoding.kind() == Kind.AUTO
        || encoding.name().equals("UTF-16")
        || encoding.name().equals("UTF-32");
  }

  private boolean mayMean(TextEncoding wanted) {
    return wanted.kind() == Kind.AUTO
        ? encoding.kind() != Kind.BYTES
        : encoding.name().startsWith(wanted.name());
  }

  /** Length of the encoding's own mark at the head of a file, or 0 if none stands there. */
  public static int length(TextEncoding encoding, byte[] bytes, int from, int to) {
    for (ByteOrderMark mark : ALL) {
      int length = mark.bytes.size();
      if (mark.encoding.equals(encoding) && mark.agreed(bytes, from, to) == length) {
        return length;
      }
    }
    return 0;
  }

  /** How many of its bytes stand there, from its first on; -1 if another does. */
  private int agreed(byte[] there, int from, int to) {
    int most = Math.min(bytes.size(), to - from);
    for (int i = 0; i < most; i++) {
      if (there[from + i] != bytes.get(i)) {
        return -1;
      }
    }
    return most;
  }
}
