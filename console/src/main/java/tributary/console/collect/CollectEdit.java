package tributary.console.collect;

import tributary.console.servers.Failure;

/** A change of one key's value. Pure: it is made again when another one was faster. */
@FunctionalInterface
interface CollectEdit {

  /**
   * The value after the change.
   *
   * @throws Failure if this value can't be changed so
   */
  Edit apply(CollectDocument document) throws Failure;
}
