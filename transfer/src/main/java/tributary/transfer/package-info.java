/**
 * The transfer: consume → document → bulk → commit → deadletter. This package holds the program,
 * its settings and the one class that wires the steps.
 */
package tributary.transfer;
