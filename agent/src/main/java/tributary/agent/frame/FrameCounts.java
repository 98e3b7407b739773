package tributary.agent.frame;

/** Where the framer's counts go, once for each chunk. Thread: the reader. */
public interface FrameCounts {

  /** Events handed to the sender, and the bytes of their text. */
  void framed(String topic, long lines, long bytes);

  /** Stretches of bytes that were no text in the file's encoding. */
  void malformed(long count);
}
