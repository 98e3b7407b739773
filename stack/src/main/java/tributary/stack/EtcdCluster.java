package tributary.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tributary.stack.fetch.Folders;
import tributary.stack.fetch.ProjectRoot;

/** Several etcd members that form one cluster, in one folder. Thread: any. */
public final class EtcdCluster implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(1);

  private final ServerFiles files;
  private final List<Etcd> members;

  private EtcdCluster(ServerFiles files, List<Etcd> members) {
    this.files = files;
    this.members = List.copyOf(members);
  }

  /**
   * Starts a cluster, in an empty folder.
   *
   * @param count of its members
   * @param known by which address the others know a member, given the one at which it is reached: a
   *     link that can be cut, for one
   */
  public static EtcdCluster start(Path folder, int count, UnaryOperator<String> known) {
    List<String> listens = new ArrayList<>();
    List<String> advertises = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String address = "http://" + ServerPort.ofAnyFree().address();
      listens.add(address);
      advertises.add(known.apply(address));
      all.add(name(i) + "=" + advertises.get(i - 1));
    }
    ServerFiles files = new ServerFiles(folder);
    List<Etcd> members = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      EtcdPeer peer =
          new EtcdPeer(name(i), listens.get(i - 1), advertises.get(i - 1), String.join(",", all));
      members.add(new Etcd(root(), files, ServerPort.ofAnyFree(), peer));
    }
    EtcdCluster cluster = new EtcdCluster(files, members);
    try {
      members.forEach(Server::start);
      members.forEach(member -> member.awaitReady(READY));
      return cluster;
    } catch (StackException e) {
      cluster.close();
      throw e;
    }
  }

  private static String name(int member) {
    return "etcd-" + member;
  }

  private static ProjectRoot root() {
    try {
      return ProjectRoot.find();
    } catch (IOException e) {
      throw new StackException(e.getMessage(), e);
    }
  }

  /** In the order of their numbers. */
  public List<Etcd> members() {
    return members;
  }

  /** Kills all members and deletes their files. */
  @Override
  public void close() {
    members.forEach(Server::close);
    try {
      Folders.delete(files.folder());
    } catch (IOException e) {
      throw new StackException("etcd's files can't be deleted: " + e.getMessage(), e);
    }
  }
}
