package tributary.agent.send.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who gets memory. */
class BufferPoolTest {
  @Test
  @DisplayName("K9: partitions that wait for a leader leave as much as each of them has")
  void starvesNobody() {
    BufferPool pool = new BufferPool(32L << 20);
    List<MemoryShare> stuck = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stuck.add(new MemoryShare(pool));
    }
    boolean took = true;
    while (took) {
      took = false;
      for (MemoryShare share : stuck) {
        if (share.allowsBlock()) {
          share.block();
          took = true;
        }
      }
    }
    long most = stuck.stream().mapToLong(MemoryShare::held).max().getAsLong();
    assertThat((32L << 20) - pool.taken() + BufferPool.BLOCK).isGreaterThanOrEqualTo(most);
    MemoryShare well = new MemoryShare(pool);
    while (well.allowsBlock()) {
      well.block();
    }
    assertThat(well.held()).isGreaterThan(512 << 10);
  }

  @Test
  @DisplayName("K1: one partition alone takes half, and what is given back is used again")
  void isBounded() {
    BufferPool pool = new BufferPool(4L << 20);
    MemoryShare share = new MemoryShare(pool);
    List<byte[]> taken = new ArrayList<>();
    while (share.allowsBlock()) {
      taken.add(share.block());
    }
    assertThat(share.held()).isEqualTo(2L << 20);
    taken.forEach(share::release);
    assertThat(pool.taken()).isZero();
    assertThat(share.block()).isSameAs(taken.get(taken.size() - 1));
  }
}
