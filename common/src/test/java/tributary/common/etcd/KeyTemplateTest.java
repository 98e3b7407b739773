package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layout of the systems that are replaced, as keys. */
class KeyTemplateTest {
  @ParameterizedTest
  @CsvSource({
    "/tributary/hosts/{address}, /tributary/hosts/10.0.0.1 /tributary/hosts/10.0.0.2",
    "/tributary/hosts/{id}, /tributary/hosts/web-1",
    "/tributary/groups/{group}, /tributary/groups/web /tributary/groups/prod",
    "/backend/logagent/config/{ip}, /backend/logagent/config/10.0.0.1 /backend/logagent/config/10.0.0.2",
    "/backend/logagent/config/%s, /backend/logagent/config/10.0.0.1 /backend/logagent/config/10.0.0.2",
    "/logAgent/%s/collect_config, /logAgent/10.0.0.1/collect_config /logAgent/10.0.0.2/collect_config",
    "collect_log_conf, collect_log_conf",
    "/server/log/{ip}/, /server/log/10.0.0.1/ /server/log/10.0.0.2/",
    "/x/{group}/{id}, /x/web/web-1 /x/prod/web-1",
  })
  @DisplayName("C14: a template stands for one key per address, id or group")
  void expands(String template, String keys) {
    List<WatchedKey> expanded =
        new KeyTemplate(template)
            .expand(List.of("10.0.0.1", "10.0.0.2"), "web-1", List.of("web", "prod"));
    assertThat(expanded).extracting(WatchedKey::key).containsExactly(keys.split(" ", -1));
    assertThat(expanded).allMatch(key -> key.directory() == template.endsWith("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/a/{adress}", "/a/{", "/a/%d"})
  @DisplayName("an unknown place in a template is refused")
  void refuses(String template) {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyTemplate(template));
  }

  @ParameterizedTest
  @CsvSource({"/a/{ip}, true, false", "/a/{group}, false, true", "/a/%s/{group}, true, true"})
  @DisplayName("a template knows whether it is a host's, and whether groups count")
  void knowsItsKind(String template, boolean host, boolean group) {
    assertThat(new KeyTemplate(template).ofHost()).isEqualTo(host);
    assertThat(new KeyTemplate(template).ofGroup()).isEqualTo(group);
  }
}
