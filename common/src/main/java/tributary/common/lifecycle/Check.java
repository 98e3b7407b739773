package tributary.common.lifecycle;

/**
 * One server that {@code --check} tries.
 *
 * @param name what is tried, with its address: {@code etcd http://127.0.0.1:2379}
 * @param attempt the trial
 */
public record Check(String name, Attempt attempt) {
  /** A trial that ends within a few seconds. */
  @FunctionalInterface
  public interface Attempt {
    /**
     * Tries.
     *
     * @return what was found, a few words ({@code version 3.4.23})
     * @throws Exception when it can't be used; the message says why
     */
    String run() throws Exception;
  }
}
