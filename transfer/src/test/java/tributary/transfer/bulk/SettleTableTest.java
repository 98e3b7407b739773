package tributary.transfer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.transfer.bulk.SettleTable.Verdict;

/** What is a document's fault and what is not. */
class SettleTableTest {

  @ParameterizedTest
  @CsvSource({
    "200, '', INDEXED",
    "201, '', INDEXED",
    "409, version_conflict_engine_exception, DUPLICATE",
    "429, es_rejected_execution_exception, AGAIN",
    "429, cluster_block_exception, AGAIN",
    "500, null_pointer_exception, AGAIN",
    "503, unavailable_shards_exception, AGAIN",
    "400, document_parsing_exception, REFUSED",
    "400, mapper_parsing_exception, REFUSED",
    "400, strict_dynamic_mapping_exception, REFUSED",
    "400, illegal_argument_exception, SUSPECT",
    "400, index_closed_exception, WAIT",
    "400, invalid_index_name_exception, WAIT",
    "400, validation_exception, WAIT",
    "401, security_exception, WAIT",
    "403, security_exception, WAIT",
    "403, cluster_block_exception, WAIT",
    "404, index_not_found_exception, MISSING",
    "404, something_else, WAIT",
    "413, '', REFUSED",
    "302, '', WAIT"
  })
  void items(int status, String type, Verdict verdict) {
    assertThat(SettleTable.ofItem(status, type, false)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "400, index_closed_exception, REFUSED",
    "403, cluster_block_exception, REFUSED",
    "429, cluster_block_exception, AGAIN",
    "403, security_exception, WAIT",
    "400, validation_exception, WAIT",
    "409, version_conflict_engine_exception, DUPLICATE"
  })
  @DisplayName("T17: a past day's index that was put away refuses its late lines")
  void itemsOfAPastDay(int status, String type, Verdict verdict) {
    assertThat(SettleTable.ofItem(status, type, true)).isEqualTo(verdict);
  }

  @Test
  void requests() {
    assertThat(SettleTable.ofRequest(413)).isEqualTo(Verdict.HALVE);
    assertThat(SettleTable.ofRequest(429)).isEqualTo(Verdict.AGAIN);
    assertThat(SettleTable.ofRequest(404)).isEqualTo(Verdict.MISSING);
    for (int status : new int[] {200, 301, 400, 401, 403, 500, 502, 503, 504}) {
      assertThat(SettleTable.ofRequest(status)).isEqualTo(Verdict.WAIT);
    }
  }
}
