package tributary.stack;

/**
 * A member as the others see it.
 *
 * @param name of the member
 * @param listens address at which it is reached
 * @param advertises address by which the others know it
 * @param cluster all members, as in {@code --initial-cluster}
 */
record EtcdPeer(String name, String listens, String advertises, String cluster) {
  /** A single member is never asked by others, so any port will do. */
  static EtcdPeer alone() {
    String address = "http://127.0.0.1:0";
    return new EtcdPeer("etcd", address, address, "etcd=" + address);
  }
}
