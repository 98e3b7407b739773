package tributary.agent.read;

import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.FileId;

/** Opens framers. Thread: the reader. */
public interface Framing {

  /**
   * A framer for a content under an entry.
   *
   * @param path of the file now
   * @param encoding of the content, as the entry names it or the content's head says
   * @param fate hears, on another thread, what became of each event
   */
  Framer open(FileId id, String path, CollectEntry entry, TextEncoding encoding, Fate fate);

  /** What became of events. Called on the sender's thread; returns at once. */
  interface Fate {
    /** Stored. */
    void acknowledged(long start, long end, boolean more);

    /**
     * Handed over, by a call of {@link Framer#frame} that threw and so could not tell; called on
     * the reader's thread.
     */
    void sent(long bytes);

    /** Skipped on purpose: whole events or holes, called on the reader's thread. */
    void skipped(long start, long end);

    /** Definitely not stored. */
    void refused(long start, long end, String reason);

    /** Up to where events were handed over before, called on the reader's thread. */
    long handed();

    /** They were handed over up to there, called on the reader's thread. */
    void handed(long end);
  }
}
