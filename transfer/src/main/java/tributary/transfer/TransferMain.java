package tributary.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import tributary.common.elastic.ElasticsearchConnection;
import tributary.common.etcd.EtcdConnection;
import tributary.common.lifecycle.Check;
import tributary.common.lifecycle.FatalErrors;
import tributary.common.lifecycle.Program;
import tributary.common.lifecycle.ProgramMain;
import tributary.common.lifecycle.Running;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** {@code java -jar tributary-transfer.jar --config FILE}. */
public final class TransferMain implements Program<TransferSettings> {

  private static final int CHECK_SECONDS = 15;

  /** Parses, runs, exits. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        new FatalErrors(thrown -> true, Runtime.getRuntime()::halt));
    System.exit(ProgramMain.run(new TransferMain(), arguments));
  }

  @Override
  public String name() {
    return "tributary-transfer";
  }

  @Override
  public String description() {
    return "Consumes the topics that agents send to, and indexes each line into Elasticsearch"
        + " exactly once.";
  }

  @Override
  public TransferSettings settings(SettingsFile file) throws SettingsException {
    return TransferSettings.read(file);
  }

  @Override
  public List<Check> checks(TransferSettings settings) {
    return List.of(
        new Check("etcd " + settings.servers().etcd().endpoints(), () -> etcd(settings)),
        new Check("kafka " + settings.consume().kafka().bootstrapServers(), () -> kafka(settings)),
        new Check(
            "elasticsearch " + settings.servers().elasticsearch().hosts(),
            () -> elasticsearch(settings)));
  }

  @Override
  public Running start(TransferSettings settings, Path configFile) throws Exception {
    return TransferRuntime.start(settings, configFile, Probes.NONE);
  }

  private static String etcd(TransferSettings settings) throws Exception {
    try (EtcdConnection etcd = EtcdConnection.connect(settings.servers().etcd())) {
      return etcd.check();
    }
  }

  private static String kafka(TransferSettings settings) throws Exception {
    try (Admin admin = Admin.create(settings.consume().kafka().admin())) {
      var cluster = admin.describeCluster();
      int brokers = cluster.nodes().get(CHECK_SECONDS, TimeUnit.SECONDS).size();
      return "cluster " + cluster.clusterId().get() + ", brokers " + brokers;
    }
  }

  private static String elasticsearch(TransferSettings settings) throws Exception {
    try (var connection = ElasticsearchConnection.connect(settings.servers().elasticsearch())) {
      return "version " + connection.version();
    }
  }
}
