package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Is told by the system (inotify on Linux) when names come or go in folders, and says so. It only
 * ever hastens the next look, which finds out what has happened; so lost events, systems without
 * it, exhausted limits and folders on other hosts cost time and nothing else. Writes are not
 * watched: each of them would wake the agent. Thread: {@code follow} by discovery; its own waits.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
  private static final WatchEvent.Kind<?>[] NAMES = {
    StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
  };

  private final Optional<WatchService> service;
  private final Runnable changed;
  private final FirstTimeLog log = new FirstTimeLog(LOG);
  private final Map<Path, WatchKey> watched = new HashMap<>();

  private FolderWatch(Optional<WatchService> service, Runnable changed) {
    this.service = service;
    this.changed = changed;
  }

  /**
   * Opens it; one that follows nothing where the system has none left.
   *
   * @param changed called on its own thread when something came or went
   */
  static FolderWatch open(FileSystem files, Runnable changed) {
    try {
      FolderWatch watch = new FolderWatch(Optional.of(files.newWatchService()), changed);
      watch.service.ifPresent(watch::begin);
      return watch;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn(
          "folders are looked through by time alone, since none can be watched: {}",
          e.getMessage());
      return new FolderWatch(Optional.empty(), changed);
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
        key.pollEvents().clear();
        key.reset();
        changed.run();
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("the watch has ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Watches these folders and no others.
   *
   * @param again whether to try those again that could not be watched
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
              }
              return over;
            });
    for (Path folder : folders) {
      if (!watched.containsKey(folder)) {
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
      return folder.register(events, NAMES);
    } catch (FileSystemException e) {
      LOG.debug("{} can't be watched", folder, e);
      return null;
    } catch (IOException e) {
      log.warn("some folders are looked through by time alone", e.getMessage());
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    if (service.isPresent()) {
      service.get().close();
    }
  }
}
