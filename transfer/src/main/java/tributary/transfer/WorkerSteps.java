package tributary.transfer;

import java.util.concurrent.Executor;
import tributary.transfer.bulk.DocumentIntake;
import tributary.transfer.deadletter.LetterIntake;

/**
 * What all workers share.
 *
 * @param pool runs their strands
 * @param cursors read records
 * @param bulk takes documents
 * @param deadLetters takes what no index accepts
 * @param probes where tests reach in
 */
record WorkerSteps(
    Executor pool,
    CursorPool cursors,
    DocumentIntake bulk,
    LetterIntake deadLetters,
    Probes probes) {}
