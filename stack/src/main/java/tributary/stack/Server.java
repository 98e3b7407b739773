package tributary.stack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A server as a child process, on one port and one folder that it keeps over restarts. Every method
 * may be called at any time and from any thread; what goes wrong is a {@link StackException}.
 */
public interface Server extends AutoCloseable {
  /** As in its folder's and its log's name: etcd, kafka, kafka-2, elasticsearch. */
  String name();

  /** Where clients connect: host:port (a list with commas, if it is several). */
  String address();

  /** Starts it, if it isn't running; use {@link #awaitReady} before it is used. */
  void start();

  /** Waits until it answers clients. */
  void awaitReady(Duration timeout);

  /** SIGTERM, and SIGKILL if it has not ended 40 seconds later; returns when it has ended. */
  void stop();

  /** SIGKILL to it and to all its own children; returns when it has ended. */
  void kill();

  /**
   * SIGSTOP: connections stay open, nothing is answered; returns when all its threads stand still.
   */
  void pause();

  /** SIGCONT. */
  void resume();

  boolean running();

  /** The file that keeps its output over all its restarts. */
  Path log();

  /** Ends it at once; its folder and its log stay. */
  @Override
  default void close() {
    kill();
  }
}
