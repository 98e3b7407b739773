package tributary.agent.identify;

import tributary.agent.discover.FileKey;

/** What is known of a content, for finding it again. */
public interface KnownContent {
  /** Of the file that holds it, or held it last. */
  FileKey key();

  /** How it begins. */
  Head head();

  /** What stood before the offsets that were acknowledged. */
  Marks marks();

  /** Whether the system has been started anew since its file was last looked into. */
  default boolean fromEarlierBoot() {
    return false;
  }

  /** Where it was last. */
  String path();

  /** The offset up to which all of it was acknowledged. */
  long acknowledged();
}
