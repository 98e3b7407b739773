package tributary.agent.send.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.ByteUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers as Kafka reads them. */
class VarintsTest {

  @Test
  @DisplayName(
      "Each number around a power of two takes as many bytes as Kafka says, and reads back")
  void areKafkas() {
    for (int shift = 0; shift < 64; shift++) {
      for (int beside = -2; beside <= 2; beside++) {
        long value = (1L << shift) + beside;
        byte[] bytes = new byte[10];
        int end = Varints.put(bytes, 0, value);
        assertThat(end).isEqualTo(Varints.size(value)).isEqualTo(ByteUtils.sizeOfVarlong(value));
        assertThat(ByteUtils.readVarlong(ByteBuffer.wrap(bytes))).isEqualTo(value);
        int narrow = (int) value;
        assertThat(Varints.put(bytes, 0, narrow)).isEqualTo(Varints.size(narrow));
        assertThat(ByteUtils.readVarint(ByteBuffer.wrap(bytes))).isEqualTo(narrow);
      }
    }
  }
}
