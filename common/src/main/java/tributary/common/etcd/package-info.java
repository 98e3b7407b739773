/**
 * What stands in etcd, kept true through restarts, compactions and cut links.
 *
 * <p>Takes the keys to follow, hands over a snapshot of all of them, each at one revision; puts
 * keys under a lease and keys that are put once. Knows nothing of what the values mean.
 */
package tributary.common.etcd;
