package tributary.common.etcd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for jetcd's answers, never for ever. */
final class Answers {
  private Answers() {}

  /**
   * The answer.
   *
   * @throws EtcdProblem if there was none in time, or it was an error
   */
  static <T> T await(CompletableFuture<T> answer) throws EtcdProblem, InterruptedException {
    try {
      return answer.get(EtcdConnection.ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new EtcdProblem("no answer within " + EtcdConnection.ANSWER.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new EtcdProblem(EtcdProblem.text(e), e);
    }
  }
}
