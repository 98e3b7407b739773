package tributary.bench.transfer;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of the transfer's JVM; those of its systemd unit unless said otherwise. */
final class TransferJvm {
  @Option(names = "--jvm", split = " ", description = "Options of the transfer's JVM.")
  private List<String> options =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx128m",
          "-Xmn56m",
          "-XX:SurvivorRatio=2",
          "-XX:+ExitOnOutOfMemoryError");

  List<String> options() {
    return options;
  }
}
