import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.GenericMachine;

/**
 * Holds events and matches patterns with AWS's own matcher. Each line of standard input is a sign, a blank and JSON:
 * "E" adds an event, "P" asks which events a pattern matches. Each is answered by a line: for a pattern the `id` of
 * each event that it matches, with blanks between, or "!" and why it is no pattern.
 */
public class Matcher {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> events = new ArrayList<>();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String json = line.substring(2);
      if (line.charAt(0) == 'E') {
        events.add(mapper.readTree(json));
        out.println();
      } else {
        out.println(answer(json, events));
      }
    }
  }

  private static String answer(String pattern, List<JsonNode> events) {
    GenericMachine<String> machine = GenericMachine.<String>builder().build();
    StringBuilder ids = new StringBuilder();
    try {
      machine.addRule("rule", pattern);
      for (JsonNode event : events) {
        if (!machine.rulesForJSONEvent(event).isEmpty()) {
          ids.append(event.get("id").textValue()).append(' ');
        }
      }
    } catch (Exception error) {
      return "! " + String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
    }
    return ids.toString().trim();
  }
}
