package tributary.console.search;

import java.io.PrintWriter;
import java.util.function.Function;
import tributary.console.servers.Failure;
import tributary.console.servers.Pause;
import tributary.console.text.Ages;

/**
 * Answers one search: lines to the output, remarks about them to the error output, so that a pipe
 * gets nothing but lines. Thread: main.
 */
final class SearchAnswer {

  private final Lines lines;
  private final LineFilter filter;
  private final Function<Line, String> show;
  private final PrintWriter out;
  private final PrintWriter remarks;

  SearchAnswer(
      Lines lines,
      LineFilter filter,
      Function<Line, String> show,
      PrintWriter out,
      PrintWriter remarks) {
    this.lines = lines;
    this.filter = filter;
    this.show = show;
    this.out = out;
    this.remarks = remarks;
  }

  /** Shows the newest lines and how many there are; or what to check if there are none. */
  Followed newest(int limit) throws Failure {
    Lines.Newest newest = lines.newest(filter, limit);
    newest.oldestFirst().forEach(this::print);
    if (newest.total() > 0) {
      String shown =
          newest.total() > newest.oldestFirst().size()
              ? ", the newest " + Ages.count(newest.oldestFirst().size()) + " shown (--limit)"
              : "";
      remark(Ages.of(newest.total(), "line", "lines") + " found" + shown);
    } else {
      boolean any = lines.any();
      long searched = any ? lines.count(filter.withoutText()) : 0;
      NoMatch.text(filter, any, searched).forEach(this::remark);
    }
    if (newest.shardsAway() > 0) {
      remark(
          Ages.of(newest.shardsAway(), "shard does", "shards do")
              + " not answer, so lines are missing: if it has just been started, try again in a"
              + " moment");
    }
    return Followed.after(newest.oldestFirst(), newest.total(), filter.since());
  }

  /** Shows lines as they come, until nobody reads them any more. */
  void follow(Followed followed, Pause pause) throws InterruptedException {
    Follower follower = new Follower(lines, filter, followed, this::print);
    boolean away = false;
    while (pause.await() && !out.checkError()) {
      try {
        follower.poll();
        if (away) {
          remark("Elasticsearch answers again.");
        }
        away = false;
      } catch (Failure e) {
        if (!away) {
          remark(e.getMessage() + "; waiting for it, nothing is skipped");
        }
        away = true;
      }
    }
  }

  private void print(Line line) {
    out.println(show.apply(line));
  }

  private void remark(String text) {
    remarks.println(text);
    remarks.flush();
  }
}
