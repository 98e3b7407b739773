package tributary.agent.configure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectException;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.SavedKeys;

/**
 * The last good values on disk, with the cluster's id and revision: what the agent starts from when
 * etcd is away. A file that can't be read is as good as none, but for a warning.
 *
 * <p>Thread: the configuration's.
 */
final class SavedKeysFile {
  private static final Logger log = LoggerFactory.getLogger(SavedKeysFile.class);

  private final Path file;
  private final CollectCodec codec = new CollectCodec();
  private CollectedKeys saved = CollectedKeys.none();

  /**
   * @param folder the agent's data folder, which exists
   */
  SavedKeysFile(Path folder) {
    this.file = folder.resolve("collected.json");
  }

  /** What was saved last. */
  CollectedKeys load() {
    if (!Files.exists(file)) {
      return saved;
    }
    try {
      saved = SavedKeys.read(Files.readString(file), codec);
    } catch (IOException | CollectException e) {
      log.warn("the saved configuration {} can't be used: {}", file, e.getMessage());
    }
    return saved;
  }

  /**
   * Writes what differs from what is there: a new file that takes the place of the old.
   *
   * @throws IOException if it can't be written; the old file stands then
   */
  void save(CollectedKeys keys) throws IOException {
    if (keys.equals(saved)) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer text =
          ByteBuffer.wrap(SavedKeys.write(keys, codec).getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    saved = keys;
  }
}
