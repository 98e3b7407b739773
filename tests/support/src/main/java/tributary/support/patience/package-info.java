/** How long tests wait. */
package tributary.support.patience;
