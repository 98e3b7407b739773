package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.etcd.WatchedKey;

/** Which keys of etcd name topics to the transfer. */
class EtcdTopicsTest {

  @Test
  @DisplayName("C14, C17: one key for all hosts is a prefix too, and names topics")
  void prefixes() {
    assertThat(EtcdTopics.keys(List.of("/tributary/hosts/")))
        .containsExactly(new WatchedKey("/tributary/hosts/", true));
    assertThat(covers("collect_log_conf", "collect_log_conf")).isTrue();
    assertThat(covers("/logAgent/", "/logAgent/10.0.0.1/collect_config")).isTrue();
    assertThat(covers("/server/log", "/server/log/10.0.0.1/nginx")).isTrue();
    assertThat(covers("/server/log", "/server/lo")).isFalse();
  }

  private static boolean covers(String prefix, String key) {
    return EtcdTopics.keys(List.of(prefix)).stream().anyMatch(one -> one.covers(key));
  }
}
