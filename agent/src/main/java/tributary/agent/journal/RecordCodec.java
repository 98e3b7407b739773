package tributary.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record as a line: {@code <CRC-32C of the JSON as 8 hex digits> <JSON>} and a line feed. Safe
 * for all threads.
 */
final class RecordCodec {
  private static final int CHECK = 8;

  private final ObjectWriter writer;
  private final ObjectReader reader;

  RecordCodec() {
    ObjectMapper mapper = new ObjectMapper();
    writer = mapper.writerFor(JournalRecord.class);
    reader =
        mapper
            .readerFor(JournalRecord.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
  }

  /** The line, with its line feed. */
  byte[] encode(JournalRecord record) {
    byte[] json = json(record);
    byte[] line = new byte[CHECK + 1 + json.length + 1];
    byte[] check =
        String.format("%08x", crc(json, 0, json.length)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, line, 0, CHECK);
    line[CHECK] = ' ';
    System.arraycopy(json, 0, line, CHECK + 1, json.length);
    line[line.length - 1] = '\n';
    return line;
  }

  private byte[] json(JournalRecord record) {
    try {
      return writer.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and texts can't fail: " + record, e);
    }
  }

  /** The record of a line, without its line feed; none if the line is damaged. */
  Optional<JournalRecord> decode(byte[] bytes, int offset, int length) {
    int json = offset + CHECK + 1;
    int size = length - CHECK - 1;
    if (size <= 0 || bytes[json - 1] != ' ' || check(bytes, offset) != crc(bytes, json, size)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.readValue(bytes, json, size));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /**
   * The eight digits as a number; -1 for what is none (a line that happens to have it fails later).
   */
  private static long check(byte[] bytes, int offset) {
    long value = 0;
    for (int i = offset; i < offset + CHECK; i++) {
      int digit = bytes[i] >= 'A' && bytes[i] <= 'F' ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return Long.MIN_VALUE;
      }
      value = value << 4 | digit;
    }
    return (int) value;
  }
}
