package tributary.agent.read.content;

import java.util.List;
import tributary.agent.identify.Marks;

/**
 * A content as the journal remembers it from the last run.
 *
 * @param known what it is
 * @param seams those that hold at the acknowledged offset and beyond
 * @param limit nothing at or beyond it was sent
 * @param acknowledged all before it is stored
 * @param skipped bytes of that which were left out on purpose
 * @param lost what will never be read of it
 * @param missing milliseconds of running time for which it was looked for, and not found
 * @param marks what stood before acknowledged offsets
 */
public record Remembered(
    Known known,
    List<Seam> seams,
    long limit,
    long acknowledged,
    long skipped,
    List<ByteRange> lost,
    long missing,
    Marks marks) {}
