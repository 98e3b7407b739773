/** JSON as all programs write it. */
package tributary.common.json;
