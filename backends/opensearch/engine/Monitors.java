import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.LoggingDeprecationHandler;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.commons.alerting.model.*;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentParserUtils;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.search.SearchModule;

/**
 * Reads alerting monitors, one JSON a line, with the alerting plugin's own model, and the query in each with OpenSearch's
 * own parser. Prints a line for each: `OK` and its kind, or `ERR` and why it is none.
 */
public final class Monitors {
  public static void main(String[] arguments) throws Exception {
    List<NamedXContentRegistry.Entry> known = new ArrayList<>(new SearchModule(Settings.EMPTY, List.of()).getNamedXContents());
    known.addAll(List.of(Monitor.Companion.getXCONTENT_REGISTRY(), SearchInput.Companion.getXCONTENT_REGISTRY(),
        DocLevelMonitorInput.Companion.getXCONTENT_REGISTRY(), QueryLevelTrigger.Companion.getXCONTENT_REGISTRY(),
        BucketLevelTrigger.Companion.getXCONTENT_REGISTRY(), DocumentLevelTrigger.Companion.getXCONTENT_REGISTRY()));
    var registry = new NamedXContentRegistry(known);
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      try (XContentParser parser = XContentType.JSON.xContent().createParser(registry, LoggingDeprecationHandler.INSTANCE, line)) {
        XContentParserUtils.ensureExpectedToken(XContentParser.Token.START_OBJECT, parser.nextToken(), parser);
        System.out.println("OK " + Monitor.Companion.parse(parser).getMonitorType());
      } catch (Exception error) {
        System.out.println("ERR " + String.valueOf(error.getMessage()).replace('\n', ' '));
      }
    }
  }
}
