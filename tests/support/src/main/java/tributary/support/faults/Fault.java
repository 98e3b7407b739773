package tributary.support.faults;

/** What becomes of one request and its answer. */
public enum Fault {
  /** It goes through. */
  NONE,
  /** Some of its documents are answered with 429 or 503, and never reach the server. */
  SOME_ITEMS,
  /** 503 for the whole, nothing reaches the server. */
  UNAVAILABLE,
  /** 429 for the whole, nothing reaches the server. */
  TOO_MANY_REQUESTS,
  /** 413, if it has more than one document, and nothing reaches the server. */
  TOO_LARGE,
  /** The answer comes late. */
  SLOW,
  /** The server has done it, and the answer breaks off. */
  CUT_ANSWER,
  /** The connection is reset before the server sees the request. */
  RESET_BEFORE,
  /** The server has done it, and the connection is reset before the answer. */
  RESET_AFTER,
  /** The server has done it, and the answer is random bytes, which are no HTTP. */
  GARBAGE,
  /** A page of some proxy, with status 200. */
  HTML,
  /** A page of some proxy, with status 502. */
  BAD_GATEWAY
}
