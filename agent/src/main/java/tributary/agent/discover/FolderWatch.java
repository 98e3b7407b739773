package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Is told by the system (inotify on Linux) when names come or go in folders, and says so; and when
 * files are written to, where that is seldom. It only ever hastens the next look, which finds out
 * what has happened; so lost events, systems without it, exhausted limits and folders on other
 * hosts cost time and nothing else. Thread: {@code follow} by discovery; its own waits.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
  private static final WatchEvent.Kind<?>[] NAMES = {
    StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
  };
  private static final WatchEvent.Kind<?>[] WRITES = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final Optional<WatchService> service;
  private final Runnable changed;
  private final WriteWatch writes;
  private final TellingStores stores = new TellingStores();
  private final FirstTimeLog log = new FirstTimeLog(LOG);
  private final Map<Path, WatchKey> watched = new HashMap<>();

  private FolderWatch(Optional<WatchService> service, Runnable changed, WriteListener listener) {
    this.service = service;
    this.changed = changed;
    this.writes = new WriteWatch(listener, System::nanoTime);
  }

  /**
   * Opens it; one that follows nothing where the system has none left.
   *
   * @param changed called on its own thread when something came or went
   * @param written hears of writes
   */
  static FolderWatch open(FileSystem files, Runnable changed, WriteListener written) {
    try {
      FolderWatch watch = new FolderWatch(Optional.of(files.newWatchService()), changed, written);
      watch.service.ifPresent(watch::begin);
      return watch;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn(
          "folders are looked through by time alone, since none can be watched: {}",
          e.getMessage());
      return new FolderWatch(Optional.empty(), changed, written);
    }
  }

  private void begin(WatchService events) {
    Thread thread = new Thread(() -> run(events), "watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(WatchService events) {
    try {
      while (true) {
        WatchKey key = events.take();
        hear(events, key);
        key.reset();
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("the watch has ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(WatchService events, WatchKey key) {
    Path folder = (Path) key.watchable();
    boolean names = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() != StandardWatchEventKinds.ENTRY_MODIFY) {
        names = true;
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
          leaveWrites(events, folder);
        }
      } else if (writes.written(folder, folder.resolve((Path) event.context()), event.count())) {
        leaveWrites(events, folder);
      }
    }
    if (names) {
      changed.run();
    }
  }

  /** Only names from now on, until it is tried again. */
  private void leaveWrites(WatchService events, Path folder) {
    writes.end(folder);
    try {
      var unused = folder.register(events, NAMES);
    } catch (IOException e) {
      LOG.debug("{} is watched as before", folder, e);
    }
  }

  /**
   * Watches these folders and no others.
   *
   * @param again whether to try those again that could not be watched, or were written to too often
   */
  void follow(Set<Path> folders, boolean again) {
    if (service.isEmpty()) {
      return;
    }
    watched
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = !folders.contains(entry.getKey()) || !isValid(entry.getValue(), again);
              if (over && entry.getValue() != null) {
                entry.getValue().cancel();
                writes.end(entry.getKey());
              }
              return over;
            });
    for (Path folder : folders) {
      if (!watched.containsKey(folder) || (again && !writes.isTold(folder))) {
        watched.put(folder, watch(service.get(), folder));
      }
    }
  }

  private static boolean isValid(WatchKey key, boolean again) {
    return key == null ? !again : key.isValid();
  }

  /** Nothing if it can't be watched. */
  private WatchKey watch(WatchService events, Path folder) {
    try {
      boolean tells = tells(folder);
      WatchKey key = folder.register(events, tells ? WRITES : NAMES);
      if (tells) {
        writes.begin(folder);
      }
      return key;
    } catch (FileSystemException e) {
      LOG.debug("{} can't be watched", folder, e);
      return null;
    } catch (IOException e) {
      log.warn("some folders are looked through by time alone", e.getMessage());
      return null;
    }
  }

  /** On file systems of other hosts nobody is told of what these write. */
  private boolean tells(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return stores.tells(folder, key);
  }

  @Override
  public void close() throws IOException {
    if (service.isPresent()) {
      service.get().close();
    }
  }
}
