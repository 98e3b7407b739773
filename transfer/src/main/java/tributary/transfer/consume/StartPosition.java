package tributary.transfer.consume;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Where the reading of a partition starts (DESIGN §7). No client decides that silently.
 *
 * @param offset the first to read
 * @param lost how many records retention took before they were read
 * @param remark what is unusual about it, empty if nothing is
 */
record StartPosition(long offset, long lost, String remark) {

  /**
   * Decides.
   *
   * @param topicId the topic's UUID of now
   * @param committed the group's commit, null if there is none
   * @param begin the oldest offset there is
   * @param end the offset after the newest
   */
  static StartPosition of(String topicId, OffsetAndMetadata committed, long begin, long end) {
    if (committed == null) {
      return new StartPosition(begin, 0, "");
    }
    if (!committed.metadata().equals(topicId)) {
      return new StartPosition(
          begin, 0, "the commit is not of this topic's id: it is read from its start");
    }
    return resume(committed.offset(), begin, end);
  }

  /** Where to go on, if everything before {@code offset} is settled. */
  static StartPosition resume(long offset, long begin, long end) {
    if (offset < begin) {
      return new StartPosition(
          begin,
          begin - offset,
          "offsets " + offset + " to " + (begin - 1) + " are lost: retention was faster");
    }
    if (offset > end) {
      return new StartPosition(
          begin,
          0,
          "offset " + offset + " is beyond the end " + end + ": all is read again from its start");
    }
    return new StartPosition(offset, 0, "");
  }
}
