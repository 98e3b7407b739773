/**
 * Fixtures on log files: a writer of lines, what rotates files, and a clock that is set by hand.
 */
package tributary.support.files;
