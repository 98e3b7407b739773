package tributary.agent.read;

import java.util.Optional;

/** Makes events of one content's bytes under one set of settings. Thread: the reader. */
public interface Framer extends AutoCloseable {

  /** Makes and hands over what events it can; told of bytes in their order, without a gap. */
  Framed frame(Chunk chunk);

  /** As many bytes, or a line end, a chunk must hold for it to go on. */
  int need();

  /** Why the sender can't take anything of this content at present (its topic), if so. */
  Optional<String> waiting();

  /** No further events; what was handed over is reported nevertheless. */
  @Override
  void close();
}
