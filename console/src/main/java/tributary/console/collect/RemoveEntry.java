package tributary.console.collect;

import java.util.Optional;
import java.util.stream.Collectors;
import tributary.console.servers.Failure;

/** Takes the entry of one path away. The last one leaves {@code []}, and the key stays. */
record RemoveEntry(String key, String path) implements CollectEdit {

  @Override
  public Edit apply(CollectDocument document) throws Failure {
    int index = document.indexOf(path);
    if (index < 0) {
      String others =
          document.items().stream()
              .map(item -> item.entry().path().text())
              .collect(Collectors.joining(", "));
      throw Failure.of(
          key
              + " has no entry for "
              + path
              + (others.isEmpty()
                  ? ", nor any other: see collect list --all"
                  : "; it has: " + others));
    }
    return new Edit(
        Edit.Outcome.REMOVED,
        document.without(index),
        Optional.of(document.items().get(index).entry()));
  }
}
