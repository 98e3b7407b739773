package tributary.e2e;

import java.nio.file.Path;
import tributary.stack.Server;
import tributary.stack.Stack;
import tributary.stack.StackOptions;

/** Child processes of this JVM. */
final class ChildServers implements Servers {
  private final Stack stack;

  ChildServers(Path folder) {
    stack = Stack.prepare(folder, StackOptions.defaults());
    stack.delete();
  }

  @Override
  public Server etcd() {
    return stack.etcd();
  }

  @Override
  public Server kafka() {
    return stack.kafka();
  }

  @Override
  public Server elasticsearch() {
    return stack.elasticsearch();
  }
}
