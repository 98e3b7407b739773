/**
 * Step 4 of 5. Takes settlements, hands the consumer's thread the offset to commit, which moves
 * along the contiguous settled prefix only.
 */
package tributary.transfer.commit;
