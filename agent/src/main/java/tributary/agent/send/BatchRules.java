package tributary.agent.send;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import tributary.agent.send.batch.BatchCodec;
import tributary.agent.send.batch.BufferPool;

/**
 * How batches are gathered.
 *
 * @param limit bytes of one, compressed
 * @param lingerMillis how long one waits for more, unless another one is in flight
 * @param millis a clock that only goes forward
 * @param wakeAt tells the sender when there will be something to send; any thread
 */
record BatchRules(
    BufferPool pool,
    BatchCodec codec,
    int limit,
    long lingerMillis,
    LongSupplier millis,
    LongConsumer wakeAt) {}
