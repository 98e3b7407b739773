package tributary.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell that stands between this JVM and a child. The child is the leader of a process group of
 * its own. The shell's standard input is a pipe that only this JVM holds open: its end means that
 * the JVM is gone, however it went, and the whole group is killed. The shell ends with the child
 * and takes what is left of the group along: it waits until that has let go of its files and ports,
 * though not for ever, since where nobody reaps orphans they stay in the group.
 *
 * <p>The shell has a session of its own too, so that a Ctrl-C in a terminal reaches the JVM alone.
 */
public final class Watchdog {
  /**
   * Arguments: the log file, then the child's command. The child prints its process id itself, when
   * it leads its group: a signal to the group that came earlier would reach nobody.
   *
   * <p>An orphan that nobody has reaped yet (a Z, and its only thread) has let go of all that it
   * had. The fields are those of proc(5), from the state on: some systems have no such file.
   */
  private static final String SCRIPT =
      """
      log=$1; shift
      exec 3<&0
      setsid sh -c 'echo "$$" >&4; exec "$@" 4>&-' child "$@" </dev/null 4>&1 >>"$log" 2>&1 3<&- &
      child=$!
      exec >/dev/null 2>&1
      ( while read -r line; do :; done
        kill -s KILL -- "-$child" || kill -s KILL "$child" ) <&3 3<&- &
      guard=$!
      exec 3<&- </dev/null
      wait "$child"
      status=$?
      kill -s KILL -- "-$child"
      lives() {
        [ -r /proc/self/stat ] || { kill -s 0 -- "-$child"; return; }
        for stat in /proc/[0-9]*/stat; do
          read -r line <"$stat" || continue
          set -- ${line##*) }
          [ "$3" != "$child" ] || [ "$1${18}" = Z1 ] || return 0
        done
        return 1
      }
      tries=100
      while [ "$tries" -gt 0 ] && lives; do
        sleep 0.05; tries=$((tries - 1))
      done
      kill -s KILL "$guard"
      exit "$status"
      """;

  private Watchdog() {}

  /** The command that runs another one under a watchdog. */
  public static List<String> command(List<String> child, Path log) {
    List<String> all =
        new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "watchdog", log.toString()));
    all.addAll(child);
    return List.copyOf(all);
  }
}
