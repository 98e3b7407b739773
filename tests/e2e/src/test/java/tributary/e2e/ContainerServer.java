package tributary.e2e;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;
import tributary.stack.Server;
import tributary.stack.StackException;

/**
 * A server in a container, which keeps its port and its files over restarts until it is closed.
 * Thread: any; starting is guarded by this object.
 */
final class ContainerServer implements Server {
  private static final int STOP_SECONDS = 40;
  private static final Duration FROZEN = Duration.ofMinutes(1);

  private final String name;
  private final Path log;
  private final int port;
  private final Probe probe;
  private final GenericContainer<?> container;

  /** Asks whether it answers; an IOException means not yet. */
  interface Probe {
    void ask() throws IOException;
  }

  /**
   * A port of this host and the container's that it leads to.
   *
   * @param here on 127.0.0.1
   */
  record PortPair(int here, int inside) {}

  /** Nothing is started yet. */
  ContainerServer(
      String name,
      Path folder,
      String image,
      PortPair ports,
      Map<String, String> environment,
      Probe probe) {
    this.name = name;
    this.log = folder.resolve(name + ".log");
    this.port = ports.here();
    this.probe = probe;
    this.container = new GenericContainer<>(DockerImageName.parse(image));
    container.withEnv(environment).waitingFor(new NoWait());
    container.setPortBindings(List.of("127.0.0.1:" + ports.here() + ":" + ports.inside()));
  }

  /** {@link #awaitReady} waits, after restarts too. */
  private static final class NoWait extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public synchronized void start() {
    try {
      if (!made()) {
        container.start();
      } else if (!running()) {
        client().startContainerCmd(container.getContainerId()).exec();
      }
    } catch (ContainerLaunchException | DockerException e) {
      throw new StackException(name + " can't be started: " + e.getMessage(), e);
    }
  }

  @Override
  public void awaitReady(Duration timeout) {
    try {
      Awaitility.await()
          .atMost(timeout)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> {
                probe.ask();
                return true;
              });
    } catch (ConditionTimeoutException e) {
      throw new StackException(
          name + " was not ready within " + timeout.toSeconds() + " s, see " + log(), e);
    }
  }

  @Override
  public synchronized void stop() {
    resume();
    if (running()) {
      client().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
    }
  }

  @Override
  public synchronized void kill() {
    resume();
    if (running()) {
      client().killContainerCmd(container.getContainerId()).exec();
      Awaitility.await().until(() -> !running());
    }
  }

  /** Where a machine is busy, cgroups v1 can't freeze all of its threads at once: then again. */
  @Override
  public synchronized void pause() {
    Awaitility.await()
        .atMost(FROZEN)
        .ignoreExceptionsInstanceOf(InternalServerErrorException.class)
        .until(
            () -> {
              if (running() && !paused()) {
                client().pauseContainerCmd(container.getContainerId()).exec();
              }
              return true;
            });
  }

  @Override
  public synchronized void resume() {
    if (paused()) {
      client().unpauseContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public boolean running() {
    return made() && Boolean.TRUE.equals(state().getRunning());
  }

  /** Docker keeps its output over restarts; what there is of it by now is copied here. */
  @Override
  public Path log() {
    try {
      Files.createDirectories(log.getParent());
      return Files.writeString(log, made() ? container.getLogs() : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps its output, and removes the container with its files. */
  @Override
  public synchronized void close() {
    log();
    container.stop();
  }

  private boolean made() {
    return container.getContainerId() != null;
  }

  private boolean paused() {
    return made() && Boolean.TRUE.equals(state().getPaused());
  }

  private ContainerState state() {
    return client().inspectContainerCmd(container.getContainerId()).exec().getState();
  }

  private DockerClient client() {
    return container.getDockerClient();
  }
}
