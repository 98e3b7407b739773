package tributary.agent.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.discover.FileKey;

/** The one rule of identity, on files in memory. */
final class IdentificationTest {
  private static final FileKey KEY = new FileKey("1", 7);
  private static final byte[] LARGE = bytes(3);

  private static byte[] bytes(int factor) {
    byte[] bytes = new byte[4000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * factor + i / 251);
    }
    return bytes;
  }

  private static Known known(byte[] content, int acknowledged) {
    Marks marks = Marks.none().with(Mark.of(acknowledged, content, acknowledged));
    return new Known(KEY, Head.of(content, content.length), marks, "/logs/app.log", acknowledged);
  }

  private static Identity<Known> decide(
      String path, FileKey key, byte[] file, Known underKey, Known orphan) {
    try {
      return Identification.decide(
          path,
          key,
          new File(file, Long.MAX_VALUE),
          Optional.ofNullable(underKey),
          () -> Optional.ofNullable(orphan).stream().toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void isFresh(Identity<Known> identity) {
    assertThat(identity).isEqualTo(new Identity.Fresh<>());
  }

  @Test
  @DisplayName("The same file: key, head and newest mark agree, though it has grown")
  void same() {
    Known known = known(Arrays.copyOf(LARGE, 3000), 3000);
    assertThat(decide("/logs/app.log", KEY, LARGE, known, null))
        .isEqualTo(new Identity.Same<>(known));
  }

  @Test
  @DisplayName("F4: the inode of a deleted file is used again: a new birth time, or other bytes")
  void keyUsedAgain() {
    Known known = known(LARGE, 3000);
    isFresh(decide("/logs/app.log", new FileKey("1", 8), LARGE, known, null));
    isFresh(decide("/logs/app.log", KEY, bytes(5), known, null));
    byte[] sameHead = LARGE.clone();
    sameHead[2990]++;
    isFresh(decide("/logs/app.log", KEY, sameHead, known, null));
    isFresh(decide("/logs/app.log", KEY, Arrays.copyOf(LARGE, 2000), known, null));
  }

  @Test
  @DisplayName("P5: an orphan is found under another key by head and mark")
  void found() {
    Known known = known(LARGE, 3000);
    assertThat(decide("/logs/app.log.1", new FileKey("2", 0), LARGE, null, known))
        .isEqualTo(new Identity.Found<>(known));
  }

  @Test
  @DisplayName("P5: moved to another file system and back, to the inode that it had: found")
  void foundUnderItsOldInode() {
    Head head = Head.of(LARGE, LARGE.length);
    Marks marks = Marks.none().with(Mark.of(3000, LARGE, 3000));
    Known known = new Known(new FileKey("1", 7), head, marks, "/logs/app.log", 3000);
    assertThat(decide("/logs/app.log", new FileKey("1", 8), LARGE, known, known))
        .isEqualTo(new Identity.Found<>(known));
    isFresh(decide("/logs/app.log", new FileKey("1", 8), bytes(9), known, known));
  }

  @Test
  @DisplayName("F23: of a small file, only a sibling with exactly its bytes, all acknowledged")
  void small() {
    byte[] bytes = Arrays.copyOf(LARGE, 300);
    Known known = known(bytes, 300);
    FileKey key = new FileKey("2", 0);
    assertThat(decide("/logs/app.log.1", key, bytes, null, known))
        .isEqualTo(new Identity.Found<>(known));
    isFresh(decide("/logs/other.log", key, bytes, null, known));
    isFresh(decide("/logs/app.log.1", key, Arrays.copyOf(LARGE, 301), null, known));
    isFresh(decide("/logs/app.log.1", key, bytes, null, known(bytes, 200)));
  }

  @Test
  @DisplayName(
      "F6: a copy with the inode and the first line of a small file is what it is copied of")
  void copyUnderAKeyUsedAgain() {
    byte[] line = Arrays.copyOf(LARGE, 300);
    Known before = known(line, 300);
    Known original = known(LARGE, 3000);
    assertThat(decide("/logs/app.log.1", KEY, LARGE, before, original))
        .isEqualTo(new Identity.Found<>(original));
    Known unread = new Known(KEY, original.head(), Marks.none(), "/logs/app.log", 0);
    assertThat(decide("/logs/app.log.1", KEY, LARGE, before, unread))
        .isEqualTo(new Identity.Same<>(before));
    assertThat(decide("/logs/app.log.1", KEY, line, before, known(LARGE, 200)))
        .isEqualTo(new Identity.Same<>(before));
  }

  @Test
  @DisplayName("F20: acknowledged while the compressed file was unpacked: what came before serves")
  void newestMarkIsNotKnown() throws IOException {
    Known known = known(LARGE, 2000);
    Marks marks = known.marks().with(Mark.of(3000, LARGE, 3000));
    Known now = new Known(known.key(), known.head(), marks, known.path(), 3000);
    assertThat(Identification.isCopy(now, "/logs/app.log.1.gz", new File(LARGE, 2000))).isTrue();
    byte[] other = LARGE.clone();
    other[1990]++;
    assertThat(Identification.isCopy(now, "/logs/app.log.1.gz", new File(other, 2000))).isFalse();
  }

  @Test
  @DisplayName("F20: renamed and compressed before anything of it was stored: its head tells")
  void noMarkYet() throws IOException {
    Head head = Head.of(LARGE, LARGE.length);
    Known known = new Known(KEY, head, Marks.none(), "/logs/app.log.1", 0);
    File file = new File(LARGE, Long.MAX_VALUE);
    assertThat(Identification.isCopy(known, "/logs/app.log.2.gz", file)).isTrue();
    assertThat(Identification.isCopy(known, "/logs/other.log.2.gz", file)).isFalse();
  }

  @Test
  void aNewFile() {
    isFresh(decide("/logs/app.log", KEY, LARGE, null, null));
    assertThat(List.of(known(LARGE, 10).head().full())).containsExactly(true);
  }

  private record Known(FileKey key, Head head, Marks marks, String path, long acknowledged)
      implements KnownContent {}

  @SuppressWarnings("ArrayRecordComponent")
  private record File(byte[] bytes, long knownTo) implements Prober {
    @Override
    public boolean knows(Mark mark) {
      return mark.offset() <= knownTo;
    }

    @Override
    public boolean agrees(Head head) {
      return head.agrees(bytes, bytes.length);
    }

    @Override
    public boolean agrees(Mark mark) {
      return mark.offset() <= bytes.length
          && mark.equals(Mark.of(mark.offset(), bytes, (int) mark.offset()));
    }

    @Override
    public long size() {
      return bytes.length;
    }
  }
}
