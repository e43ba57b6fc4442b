import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.MaterializedRow;
import io.trino.testing.StandaloneQueryRunner;
import io.trino.testing.TestingSession;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs statements in this process. A line in: {"sql": ...}; a line out: {"rows": [first columns]} or {"error": ...}. The
 * first line out is the address at which it can be asked as well.
 */
public class Trino {
  public static void main(String[] arguments) throws Exception {
    // Trino's logging takes System.out over
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ObjectMapper json = new ObjectMapper();
    Session session = TestingSession.testSessionBuilder().setCatalog("memory").setSchema("default").build();
    try (StandaloneQueryRunner runner = new StandaloneQueryRunner(session)) {
      runner.installPlugin(new MemoryPlugin());
      runner.createCatalog("memory", "memory", Map.of("memory.max-data-per-node", "512MB"));
      out.println(json.writeValueAsString(Map.of("rows", List.of(runner.getCoordinator().getBaseUrl().toString()))));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(json.writeValueAsString(answer(runner, json.readTree(line))));
      }
    }
    System.exit(0);
  }

  static Map<String, Object> answer(StandaloneQueryRunner runner, JsonNode asked) {
    try {
      List<String> rows = new ArrayList<>();
      for (MaterializedRow row : runner.execute(asked.get("sql").asText())) {
        rows.add(row.getFieldCount() == 0 ? "" : String.valueOf(row.getField(0)));
      }
      return Map.of("rows", rows);
    } catch (RuntimeException error) {
      return Map.of("error", String.valueOf(error.getMessage()));
    }
  }
}
