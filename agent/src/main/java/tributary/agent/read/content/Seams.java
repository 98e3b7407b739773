package tributary.agent.read.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The seams of a content by their offset. Thread: reader. */
public final class Seams {
  private final List<Seam> seams = new ArrayList<>();

  Seams(List<Seam> known) {
    known.forEach(this::put);
  }

  /** A new one; later ones, and one at the same offset, are replaced. */
  public void put(Seam seam) {
    seams.removeIf(s -> s.offset() >= seam.offset());
    seams.add(seam);
  }

  /** The one in force at an offset. */
  public Optional<Seam> at(long offset) {
    for (int i = seams.size() - 1; i >= 0; i--) {
      if (seams.get(i).offset() <= offset) {
        return Optional.of(seams.get(i));
      }
    }
    return Optional.empty();
  }

  /** The offset of the next one beyond an offset; {@link Long#MAX_VALUE} if there is none. */
  public long next(long offset) {
    for (Seam seam : seams) {
      if (seam.offset() > offset) {
        return seam.offset();
      }
    }
    return Long.MAX_VALUE;
  }

  /** Forgets those that no re-reading can need any more. */
  public void acknowledged(long offset) {
    while (seams.size() > 1 && seams.get(1).offset() <= offset) {
      seams.remove(0);
    }
  }
}
