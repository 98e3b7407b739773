package tributary.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import tributary.console.servers.Pause;

/** What a word said, run in this JVM. */
record Answered(int code, String out, String err) {

  static Answered run(String... arguments) {
    return run(() -> false, new StringWriter(), arguments);
  }

  /** With a pause of the test's own, and output that can be looked at meanwhile. */
  static Answered run(Pause pause, StringWriter out, String... arguments) {
    StringWriter err = new StringWriter();
    int code =
        ConsoleCommand.line(InstantSource.system(), pause)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Answered(code, out.toString(), err.toString());
  }
}
