package tributary.agent.frame;

/** Where the framer's counts go, once for each chunk. Thread: the reader. */
public interface FrameCounts {

  /** Events handed to the sender for the first time in this run, and the bytes of their text. */
  void framed(String topic, long lines, long bytes);

  /** Events handed to the sender again, since they were refused or their file was opened anew. */
  void repeated(String topic, long lines);

  /** Stretches of bytes that were no text in the file's encoding. */
  void malformed(long count);
}
