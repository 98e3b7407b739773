package tributary.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** Runs one word and exits: 0 done, 1 failure, 2 wrong usage or configuration. Thread: main. */
public final class ConsoleMain {

  private static final long FOLLOW_MILLIS = 1_000;

  private ConsoleMain() {}

  /** The program. */
  public static void main(String[] arguments) {
    quiet();
    int code =
        ConsoleCommand.line(InstantSource.system(), ConsoleMain::pause)
            .setOut(utf8(FileDescriptor.out))
            .setErr(utf8(FileDescriptor.err))
            .execute(arguments);
    System.exit(code);
  }

  /** Clients would log what a word says in a sentence of its own. */
  private static void quiet() {
    if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
      LogManager.getLogManager().reset();
    }
  }

  /** Lines are UTF-8, also where the environment names no language at all. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static boolean pause() throws InterruptedException {
    return !new CountDownLatch(1).await(FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
  }
}
