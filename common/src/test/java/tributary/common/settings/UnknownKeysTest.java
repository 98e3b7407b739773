package tributary.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The distance between two keys. */
class UnknownKeysTest {
  @Test
  void countsEdits() {
    assertThat(UnknownKeys.distance("read", "read")).isZero();
    assertThat(UnknownKeys.distance("raed", "read")).isEqualTo(2);
    assertThat(UnknownKeys.distance("read", "reads")).isEqualTo(1);
    assertThat(UnknownKeys.distance("", "abc")).isEqualTo(3);
    assertThat(UnknownKeys.distance("kitten", "sitting")).isEqualTo(3);
  }
}
