package tributary.agent.send;

import tributary.agent.send.batch.Run;
import tributary.agent.send.batch.RunOwner;

/** One whose events are of interest to nobody: never refused, and told of nothing. */
final class SilentOwner implements RunOwner {
  @Override
  public void delivered(Run run) {}

  @Override
  public void refuse(String reason) {}

  @Override
  public boolean isRefused() {
    return false;
  }

  @Override
  public void refused(Run run) {}
}
