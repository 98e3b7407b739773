package tributary.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.Marks;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Known;
import tributary.agent.read.content.Remembered;
import tributary.common.kafka.FileId;

/** What a read finds at a content's position: its own bytes, or another's. */
final class FileTurnTest {
  private static final byte[] OLD = bytes("the file as it was opened\n");
  private static final byte[] NEW = bytes("the file as it was written anew\n");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Content content() {
    FileId id = FileId.create(Instant.EPOCH, new Random(1));
    Head head = Head.of(OLD, OLD.length);
    Known known = new Known(id, new FileKey("1", 0), head, "/logs/app.log", 0);
    var first = new Remembered(known, List.of(), 1000, 0, 0, List.of(), 0, Marks.none());
    return Content.fresh(first, () -> {});
  }

  @Test
  @DisplayName("F3: cut and written anew between opening and the first read: nothing is used")
  void firstRead() {
    Content content = content();
    assertThat(FileTurn.isOf(content, OLD, 0, OLD.length)).isTrue();
    assertThat(FileTurn.isOf(content, NEW, 0, NEW.length)).isFalse();
    assertThat(FileTurn.isOf(content, OLD, 0, 3)).isFalse();
  }

  @Test
  @DisplayName("F3: cut and written anew between two reads: nothing is used")
  void laterRead() {
    Content content = content();
    content.advance(OLD.length, OLD, 0, true);
    assertThat(FileTurn.isOf(content, OLD, OLD.length, OLD.length)).isTrue();
    assertThat(FileTurn.isOf(content, NEW, OLD.length, NEW.length)).isFalse();
    assertThat(FileTurn.isOf(content, OLD, OLD.length, 3)).isFalse();
  }

  @Test
  @DisplayName("F3: written anew with the line that was read before the half one: nothing is used")
  void sameBeginning() {
    Content content = content();
    int same = "the file as it was ".length();
    content.advance(same, Arrays.copyOf(OLD, same), 0, true);
    assertThat(FileTurn.isOf(content, OLD, same, OLD.length)).isTrue();
    assertThat(FileTurn.isOf(content, NEW, same, NEW.length)).isFalse();
  }
}
