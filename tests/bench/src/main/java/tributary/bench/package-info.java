/**
 * Benchmarks of the whole programs beside peers, on the same input in the same run. They print
 * figures and assert exact counts, never times.
 */
package tributary.bench;
