package tributary.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Tables and amounts as people read them. */
class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
    Table table = new Table("NAME", "LINES").row("web", "7").row("database", "1,234,567");
    assertThat(table.lines(Table.WIDTH))
        .containsExactly("NAME          LINES", "web               7", "database  1,234,567");
  }

  @Test
  void whatDoesNotFitIsWrappedInItsColumnAtABlankCommaOrSlash() {
    Table table = new Table("KEY", "ERROR").row("/a", "line 1 column 3: the topic is wrong");
    assertThat(table.lines(24))
        .containsExactly("KEY  ERROR", "/a   line 1 column 3:", "     the topic is wrong");
  }

  @Property
  void noLineIsLongerThanTheWidthAndNothingIsCutOff(
      @ForAll @AlphaChars @Chars({' ', '/', ','}) @StringLength(max = 300) String cell,
      @ForAll @IntRange(min = 20, max = 120) int width) {
    Table table = new Table("A", "B").row("a", cell);
    assertThat(table.lines(width)).allMatch(line -> line.length() <= width);
    String all = String.join("", table.lines(width).subList(1, table.lines(width).size()));
    assertThat(all.replace(" ", "")).isEqualTo("a" + cell.replace(" ", ""));
  }

  @Test
  void aRowHasACellForEachHeading() {
    assertThatThrownBy(() -> new Table("A", "B").row("1")).hasMessage("1 cells, 2 headings");
  }

  @Test
  void agesAndAmountsAreRoundedDownToOneUnit() {
    assertThat(Ages.text(Duration.ofSeconds(-3))).isEqualTo("0 s");
    assertThat(Ages.text(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(Ages.text(Duration.ofMinutes(119))).isEqualTo("119 min");
    assertThat(Ages.text(Duration.ofHours(47))).isEqualTo("47 h");
    assertThat(Ages.text(Duration.ofDays(90))).isEqualTo("90 d");
    assertThat(Ages.bytes(1023)).isEqualTo("1023 B");
    assertThat(Ages.bytes(12_595)).isEqualTo("12.3 KiB");
    assertThat(Ages.bytes(5L << 40)).isEqualTo("5.0 TiB");
    assertThat(Ages.of(1, "line", "lines")).isEqualTo("1 line");
    assertThat(Ages.of(1000, "line", "lines")).isEqualTo("1,000 lines");
  }
}
