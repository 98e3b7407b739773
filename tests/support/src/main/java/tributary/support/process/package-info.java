/** The built jars as child processes, which die with the test. */
package tributary.support.process;
