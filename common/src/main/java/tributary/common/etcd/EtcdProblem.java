package tributary.common.etcd;

import io.etcd.jetcd.common.exception.ErrorCode;
import io.etcd.jetcd.common.exception.EtcdException;
import java.util.Set;

/** etcd didn't do what was asked; it is always tried again. The message says why, in one line. */
public final class EtcdProblem extends Exception {
  private static final long serialVersionUID = 1;

  /** What etcd says when it has understood. */
  private static final Set<ErrorCode> ANSWERS =
      Set.of(
          ErrorCode.PERMISSION_DENIED,
          ErrorCode.INVALID_ARGUMENT,
          ErrorCode.NOT_FOUND,
          ErrorCode.ALREADY_EXISTS,
          ErrorCode.FAILED_PRECONDITION,
          ErrorCode.OUT_OF_RANGE,
          ErrorCode.RESOURCE_EXHAUSTED);

  EtcdProblem(String message, Throwable cause) {
    super(message, cause);
  }

  EtcdProblem(String message) {
    super(message);
  }

  /** Whether what was asked for isn't there (a lease that has run out, for one). */
  boolean isNotFound() {
    for (Throwable next = getCause(); next != null; next = next.getCause()) {
      if (next instanceof EtcdException etcd && etcd.getErrorCode() == ErrorCode.NOT_FOUND) {
        return true;
      }
    }
    return false;
  }

  /** Whether another connection may help: not if etcd has understood, and refused. */
  static boolean mayBeTheConnection(Throwable failure) {
    for (Throwable next = failure; next != null; next = next.getCause()) {
      if (next instanceof EtcdException etcd) {
        return !ANSWERS.contains(etcd.getErrorCode());
      }
    }
    return true;
  }

  /** The innermost reason, which gRPC and jetcd wrap several times, on one line. */
  static String text(Throwable failure) {
    String message = null;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      String inner = next.getMessage();
      boolean quotes = next.getCause() != null && next.getCause().toString().equals(inner);
      if (inner != null && !quotes && (message == null || !message.contains(inner))) {
        message = inner;
      }
    }
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
