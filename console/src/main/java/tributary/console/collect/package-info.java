/**
 * The words {@code collect add}, {@code remove} and {@code list}: what the agents collect. Takes
 * arguments from the command line, edits the values of etcd keys (DESIGN §4), hands a sentence or a
 * table to the terminal. A value is edited as JSON text: what else stands in it, however spelled,
 * stays as it was written.
 */
package tributary.console.collect;
