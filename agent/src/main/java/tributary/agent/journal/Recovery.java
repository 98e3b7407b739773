package tributary.agent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes of the files in the data folder what the agent knows at its start, whatever happened to
 * them.
 *
 * <p>Where a line of the journal is damaged, or all of it is gone, the journal before it is
 * replayed first, so that what the damaged line said is known unless both are damaged. The entries
 * that were ever applied stand in a file of their own too: a journal that lacks one was cut, even
 * if each of its lines is whole, and then no file may be begun at its end.
 *
 * @param state what is known
 * @param whole bytes of the journal to append after; none if it has to be written anew
 * @param problems what was found, for people
 */
record Recovery(JournalState state, Optional<Long> whole, List<String> problems) {

  /** The three files of the journal. */
  record JournalFiles(Path journal, Path before, Path entries) {
    static JournalFiles in(Path folder) {
      return new JournalFiles(
          folder.resolve("journal"), folder.resolve("journal.before"), folder.resolve("entries"));
    }
  }

  static Recovery of(JournalFiles files) {
    List<String> problems = new ArrayList<>();
    JournalState state = new JournalState();
    Optional<JournalReader.Found> found = read(files.journal(), state, problems);
    boolean wasThere =
        Files.exists(files.journal())
            || Files.exists(files.before())
            || Files.exists(files.entries());
    boolean sound = found.isPresent() && found.get().damaged() == 0 && state.opened();
    if (!sound && wasThere) {
      state = new JournalState();
      read(files.before(), state, problems);
      read(files.journal(), state, new ArrayList<>());
      state.damaged(true);
      problems.add(describe(files.journal(), found));
    }
    lookUpEntries(files.entries(), state, problems);
    boolean append = sound && !state.damaged();
    return new Recovery(
        state, append ? found.map(JournalReader.Found::whole) : Optional.empty(), problems);
  }

  private static String describe(Path journal, Optional<JournalReader.Found> found) {
    return found
        .map(
            f ->
                f.damaged() > 0
                    ? journal + ": " + f.damaged() + " damaged lines were passed over"
                    : journal + ": its beginning is missing")
        .orElse(journal + " is gone or can't be read");
  }

  private static void lookUpEntries(Path file, JournalState state, List<String> problems) {
    JournalState applied = new JournalState();
    read(file, applied, problems);
    for (var entry : applied.entries().entrySet()) {
      if (!state.entries().containsKey(entry.getKey())) {
        state.apply(new JournalRecord.Entry(entry.getKey(), entry.getValue()));
        if (!state.damaged()) {
          problems.add("the journal lacks what followed the first use of " + entry.getKey());
        }
        state.damaged(true);
      }
    }
  }

  private static Optional<JournalReader.Found> read(
      Path file, JournalState into, List<String> problems) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new JournalReader().read(file, into::apply));
    } catch (IOException e) {
      problems.add(file + " can't be read: " + e);
      return Optional.empty();
    }
  }
}
