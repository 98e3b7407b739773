package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which file systems tell by a folder's modification time that something in it has changed. Those
 * that are known to are local ones; all others (network, FUSE) are read at each look. Thread:
 * discovery.
 */
final class TellingStores {
  private static final Set<String> TYPES =
      Set.of("apfs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs");

  /** By device, as {@code fileKey} names it; asking the system each time is slow. */
  private final Map<String, Boolean> byDevice = new HashMap<>();

  /** Whether the store of a folder with that key is one. */
  boolean tells(Path folder, Object key) {
    if (key == null) {
      return false;
    }
    String text = key.toString();
    int comma = text.indexOf(',');
    return byDevice.computeIfAbsent(comma < 0 ? "" : text.substring(0, comma), d -> asks(folder));
  }

  private static boolean asks(Path folder) {
    try {
      return TYPES.contains(Files.getFileStore(folder).type());
    } catch (IOException | SecurityException e) {
      return false;
    }
  }
}
