package tributary.agent.read;

import java.util.List;
import java.util.Set;
import tributary.agent.read.content.ByteRange;
import tributary.agent.read.content.Content;

/**
 * Keeps deleted files from pinning more disk than {@code read.max-held}: those that were rotated
 * first are given up, and what is lost is known to the byte. Thread: reader.
 */
final class Held {
  private final Desk desk;
  private final Losses losses;
  private final long most;

  /**
   * @param most bytes that deleted, still unread files may pin; 0 is no limit
   */
  Held(Desk desk, Losses losses, long most) {
    this.desk = desk;
    this.losses = losses;
    this.most = most;
  }

  /** Gives up the oldest, if need be. */
  void look() {
    List<TailedFile> unread =
        desk.tracked().held().stream()
            .filter(file -> file.content().position() < file.size())
            .toList();
    if (most == 0 || sum(unread) <= most) {
      return;
    }
    Set<String> keys = DeletedFiles.keys();
    List<TailedFile> deleted =
        unread.stream().filter(file -> keys.contains(file.file().key().text())).toList();
    long pinned = sum(deleted);
    for (TailedFile file : deleted) {
      if (pinned > most) {
        pinned -= file.size();
        giveUp(file);
      }
    }
  }

  private static long sum(List<TailedFile> files) {
    return files.stream().mapToLong(TailedFile::size).sum();
  }

  private void giveUp(TailedFile file) {
    Content content = file.content();
    desk.close(file);
    losses.lose(
        content,
        new ByteRange(content.position(), file.size()),
        "given up, since deleted files pin more than read.max-held,");
  }
}
