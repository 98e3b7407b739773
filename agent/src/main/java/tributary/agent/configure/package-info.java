/**
 * Step 1 of 7. Takes the collect entries from etcd, the local file and the copy saved on disk,
 * hands the entries that hold on this host, in order of priority, to {@code discover}.
 */
package tributary.agent.configure;
