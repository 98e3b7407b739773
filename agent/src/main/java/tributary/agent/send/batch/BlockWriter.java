package tributary.agent.send.batch;

/** Compresses a batch's blocks into its bytes. Thread: one at a time, as the batch. */
interface BlockWriter {

  /**
   * Compresses a block as far as its codec can be made to.
   *
   * @param length of it, at most {@link BufferPool#BLOCK}
   */
  void block(byte[] block, int length);

  /** All blocks are there. */
  void end();
}
