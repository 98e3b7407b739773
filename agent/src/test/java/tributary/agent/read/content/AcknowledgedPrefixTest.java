package tributary.agent.read.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The offset moves along a gapless prefix of whole events only. */
final class AcknowledgedPrefixTest {
  private final AcknowledgedPrefix prefix = new AcknowledgedPrefix(0, 0);

  @Test
  void movesInOrder() {
    prefix.acknowledged(0, 10, false);
    prefix.acknowledged(10, 30, false);
    assertThat(prefix.offset()).isEqualTo(30);
    assertThat(prefix.hasBeyond()).isFalse();
  }

  @Test
  void waitsForTheGap() {
    prefix.acknowledged(10, 30, false);
    assertThat(prefix.offset()).isZero();
    assertThat(prefix.hasBeyond()).isTrue();
    prefix.acknowledged(0, 10, false);
    assertThat(prefix.offset()).isEqualTo(30);
  }

  @Test
  @DisplayName("F17: never between two parts of one event")
  void wholeEventsOnly() {
    prefix.acknowledged(0, 10, false);
    prefix.acknowledged(10, 20, true);
    assertThat(prefix.offset()).isEqualTo(10);
    prefix.acknowledged(30, 35, false);
    prefix.acknowledged(20, 30, true);
    assertThat(prefix.offset()).isEqualTo(35);
  }

  @Test
  @DisplayName("F18: what is skipped counts as passed, and is counted")
  void skips() {
    prefix.skipped(10, 25);
    prefix.acknowledged(25, 30, false);
    assertThat(prefix.skippedBytes()).isZero();
    prefix.acknowledged(0, 10, false);
    assertThat(prefix.offset()).isEqualTo(30);
    assertThat(prefix.skippedBytes()).isEqualTo(15);
  }

  @Test
  void repetitionsSayNothing() {
    prefix.acknowledged(0, 10, false);
    prefix.acknowledged(0, 10, false);
    prefix.acknowledged(20, 30, false);
    prefix.acknowledged(20, 30, false);
    assertThat(prefix.offset()).isEqualTo(10);
    assertThat(prefix.gaps()).isEqualTo(1);
  }

  @Test
  void memoryFollowsTheGaps() {
    for (long at = 10; at < 1_000_000; at += 10) {
      prefix.acknowledged(at, at + 10, false);
    }
    assertThat(prefix.gaps()).isEqualTo(1);
  }

  @Test
  void goesBack() {
    prefix.acknowledged(0, 10, false);
    prefix.acknowledged(10, 20, true);
    prefix.acknowledged(40, 50, false);
    assertThat(prefix.highest()).isEqualTo(50);
    prefix.goBack();
    assertThat(prefix.offset()).isEqualTo(10);
    prefix.acknowledged(10, 40, false);
    assertThat(prefix.offset()).isEqualTo(40);
  }

  @Test
  @DisplayName("Random orders against a list in memory")
  void random() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<long[]> events = new ArrayList<>();
      long at = 0;
      for (int i = 0; i < 60; i++) {
        long end = at + 1 + random.nextInt(20);
        events.add(new long[] {at, end, random.nextInt(4), i == 59 ? 0 : random.nextInt(3) % 2});
        at = end;
      }
      List<long[]> order = new ArrayList<>(events);
      Collections.shuffle(order, random);
      AcknowledgedPrefix real = new AcknowledgedPrefix(0, 0);
      List<long[]> done = new ArrayList<>();
      for (long[] event : order) {
        if (event[2] == 0) {
          real.skipped(event[0], event[1]);
        } else {
          real.acknowledged(event[0], event[1], event[3] == 1);
        }
        done.add(event);
        assertThat(real.offset()).as("seed %d", seed).isEqualTo(model(events, done));
      }
      assertThat(real.gaps()).isZero();
    }
  }

  private static long model(List<long[]> events, List<long[]> done) {
    long offset = 0;
    for (long[] event : events) {
      if (!done.contains(event)) {
        return offset;
      }
      offset = event[2] == 0 || event[3] == 0 ? event[1] : offset;
    }
    return offset;
  }
}
