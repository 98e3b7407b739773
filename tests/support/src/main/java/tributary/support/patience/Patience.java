package tributary.support.patience;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what it expects, where it doesn't say so itself: a minute, since the
 * ten seconds of Awaitility are soon over on a machine whose disk or processor stalls. Only a test
 * that fails waits so long. JUnit finds this by itself in each module that depends on this one.
 * Thread: the tests'.
 */
public final class Patience implements BeforeAllCallback {
  /** For what should come at once. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(PATIENCE);
  }
}
