/**
 * What is to be collected: entries as they stand in etcd and in the local file, read with the place
 * and the rule of every error, and the last good value of every key.
 *
 * <p>Takes the bytes of a key (or the parsed local file), hands checked {@link
 * tributary.common.collect.CollectEntry entries} to the agent's steps. Everything here is a value
 * or a pure function; no thread, no I/O.
 */
package tributary.common.collect;
