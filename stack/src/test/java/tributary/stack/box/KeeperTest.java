package tributary.stack.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.stack.Server;

/** Starting again what has ended, on a clock set by hand. */
class KeeperTest {
  private final FakeServer server = new FakeServer();
  private final List<String> notes = new ArrayList<>();
  private long now;
  private final Keeper keeper = new Keeper(server, () -> now, notes::add);

  @Test
  @DisplayName("a running server is left alone")
  void leavesAlone() {
    pass(Duration.ofSeconds(5));
    assertThat(server.starts).isZero();
  }

  @Test
  @DisplayName("one that has ended is started at once, and that is said once")
  void startsAgain() {
    server.running = false;
    pass(Duration.ZERO);

    assertThat(server.starts).isEqualTo(1);
    assertThat(notes).containsExactly("agent has ended and is started again, its log is agent.log");
  }

  @Test
  @DisplayName("one that ends again and again is started later and later")
  void backsOff() {
    server.stays = false;
    server.running = false;
    for (int second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
    }
    // After 0, 1, 2, 4, 8, 16 and 30 seconds.
    assertThat(server.starts).isBetween(6, 7);
  }

  @Test
  @DisplayName("after a minute of steady running the next start is at once again")
  void forgets() {
    server.running = false;
    pass(Duration.ZERO);
    pass(Duration.ofMinutes(2));
    server.running = false;
    pass(Duration.ZERO);

    assertThat(server.starts).isEqualTo(2);
  }

  private void pass(Duration time) {
    now += time.toNanos();
    keeper.look();
  }

  private static final class FakeServer implements Server {
    private boolean running = true;
    private boolean stays = true;
    private int starts;

    @Override
    public String name() {
      return "agent";
    }

    @Override
    public String address() {
      return "127.0.0.1:1";
    }

    @Override
    public void start() {
      starts++;
      running = stays;
    }

    @Override
    public void awaitReady(Duration timeout) {}

    @Override
    public void stop() {
      running = false;
    }

    @Override
    public void kill() {
      running = false;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public boolean running() {
      return running;
    }

    @Override
    public Path log() {
      return Path.of("agent.log");
    }
  }
}
