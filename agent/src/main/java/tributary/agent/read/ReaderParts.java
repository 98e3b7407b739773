package tributary.agent.read;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tributary.agent.discover.PathRules;
import tributary.agent.read.content.Ledger;

/**
 * What a reader is made of.
 *
 * @param settings how it reads
 * @param journalInterval how often acknowledged offsets are written down
 * @param keep running time for which a content is remembered that is not found
 * @param rules what may be read
 * @param ledger where
 * @param framing makes events of what it reads
 * @param counts its metrics
 * @param clock the time of day
 * @param nanos a clock that only ever goes forward, in nanoseconds
 * @param random for file ids
 */
public record ReaderParts(
    ReadSettings settings,
    Duration journalInterval,
    Duration keep,
    PathRules rules,
    Ledger ledger,
    Framing framing,
    ReadCounts counts,
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator random) {}
