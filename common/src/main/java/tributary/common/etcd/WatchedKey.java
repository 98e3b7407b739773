package tributary.common.etcd;

/**
 * A key that is followed, or a directory of them.
 *
 * @param key as it stands in etcd; a directory ends in {@code /}
 * @param directory whether all keys that begin so, and are longer, are meant
 */
public record WatchedKey(String key, boolean directory) {
  public WatchedKey {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key may not be empty");
    }
  }

  /** A key, or a directory if it ends in a slash. */
  public static WatchedKey of(String key) {
    return new WatchedKey(key, key.endsWith("/"));
  }

  /** Whether that key is this one, or in this directory. */
  public boolean covers(String other) {
    return directory ? other.startsWith(key) && other.length() > key.length() : other.equals(key);
  }

  @Override
  public String toString() {
    return key;
  }
}
