package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bound on events in flight. */
class SendMemoryTest {
  private final SendMemory memory = new SendMemory(100);

  @Test
  void givesUpToItsLimit() {
    assertThat(memory.take(60)).isTrue();
    assertThat(memory.take(41)).isFalse();
    assertThat(memory.take(40)).isTrue();
    memory.release(60);
    assertThat(memory.taken()).isEqualTo(40);
    assertThat(memory.take(60)).isTrue();
  }

  @Test
  void letsOneLargeEventThrough() {
    assertThat(memory.take(1000)).isTrue();
    assertThat(memory.take(1)).isFalse();
    memory.release(1000);
    assertThat(memory.take(1)).isTrue();
  }
}
