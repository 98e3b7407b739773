package tributary.transfer;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import tributary.transfer.bulk.BulkEngine;
import tributary.transfer.deadletter.DeadLetters;
import tributary.transfer.record.RecordCursor;

/**
 * What all workers share.
 *
 * @param pool runs their strands
 * @param cursors the one of the thread that asks, for a turn
 * @param bulk takes documents
 * @param deadLetters takes what no index accepts
 * @param probes where tests reach in
 */
record WorkerSteps(
    Executor pool,
    Supplier<RecordCursor> cursors,
    BulkEngine bulk,
    DeadLetters deadLetters,
    Probes probes) {}
