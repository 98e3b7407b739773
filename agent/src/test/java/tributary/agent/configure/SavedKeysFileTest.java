package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.collect.CollectedKeys;

/** The last good values on disk. */
class SavedKeysFileTest {
  @TempDir Path folder;

  @Test
  @DisplayName("C16: what was saved is loaded as it was, errors too")
  void roundTrip() throws IOException {
    CollectedKeys keys =
        KeyPlanTest.collected(
            Map.of(
                "/a", "{\"groups\": [\"g\"], \"collect\": [{\"path\": \"/x\", \"topic\": \"t\"}]}",
                "/b", "{bad"));
    new SavedKeysFile(folder).save(keys);
    assertThat(new SavedKeysFile(folder).load()).isEqualTo(keys);
  }

  @Test
  @DisplayName("A damaged file is as good as none, and written anew")
  void damaged() throws IOException {
    Files.writeString(folder.resolve("collected.json"), "{\"cluster\": \"zz\", \"keys\"");
    SavedKeysFile saved = new SavedKeysFile(folder);
    assertThat(saved.load()).isEqualTo(CollectedKeys.none());
    CollectedKeys keys = KeyPlanTest.collected(Map.of("/a", "[]"));
    saved.save(keys);
    assertThat(new SavedKeysFile(folder).load()).isEqualTo(keys);
  }

  @Test
  void nothingYet() {
    assertThat(new SavedKeysFile(folder).load()).isEqualTo(CollectedKeys.none());
  }
}
