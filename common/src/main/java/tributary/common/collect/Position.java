package tributary.common.collect;

/**
 * Where a token stands in its text.
 *
 * @param line from 1; 0 where it is not known
 * @param column in characters from 1; 0 where it is not known
 */
record Position(int line, int column) {
  String text() {
    return column == 0 ? "line " + line : "line " + line + " column " + column;
  }
}
