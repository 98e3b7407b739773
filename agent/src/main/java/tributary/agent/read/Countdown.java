package tributary.agent.read;

/**
 * Waits until all of some files are dealt with; where one was replaced meanwhile, the look begins
 * again. Thread: reader.
 */
final class Countdown {
  private final Runnable then;
  private final Runnable again;
  private int left;
  private boolean replaced;

  Countdown(int count, Runnable then, Runnable again) {
    this.left = count;
    this.then = then;
    this.again = again;
    if (count == 0) {
      then.run();
    }
  }

  void settled(Admission.Outcome outcome) {
    replaced |= outcome == Admission.Outcome.REPLACED;
    left--;
    if (left == 0) {
      (replaced ? again : then).run();
    }
  }
}
