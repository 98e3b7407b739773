package tributary.console.collect;

import picocli.CommandLine.Command;

/** The word that the other three stand behind. Thread: main. */
@Command(
    name = "collect",
    description = "Say which files are collected: add, remove or list entries in etcd.",
    synopsisSubcommandLabel = "(add | remove | list)",
    mixinStandardHelpOptions = true)
public final class CollectCommand {}
