package tributary.console.dead;

import picocli.CommandLine.Command;

/** The word that the other three stand behind. Thread: main. */
@Command(
    name = "dead",
    description = "Lines that Elasticsearch has refused: list, show or replay them.",
    synopsisSubcommandLabel = "(list | show | replay)",
    mixinStandardHelpOptions = true)
public final class DeadCommand {}
