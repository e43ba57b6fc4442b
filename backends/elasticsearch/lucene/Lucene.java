import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene alone: its classic query parser over fields that are one term each value. Reads a line of JSON at a time: an
 * array of documents, {field: [values]}, takes the place of those before; a text is a query. Answers each with a line:
 * {"found": [positions]} or {"error": why}. Nothing of the parser is changed but that a wildcard may stand first, as
 * Elasticsearch's query_string allows it; a document says itself in a field `_exists_` which fields it has.
 */
public final class Lucene {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    IndexSearcher searcher = index(JSON.createArrayNode());
    for (String line; (line = lines.readLine()) != null; ) {
      try {
        JsonNode asked = JSON.readTree(line);
        if (asked.isArray()) {
          searcher = index(asked);
        }
        var found = asked.isArray() ? new TreeSet<Integer>() : search(searcher, asked.textValue());
        out.println(JSON.writeValueAsString(Map.of("found", found)));
      } catch (Exception error) {
        out.println(JSON.writeValueAsString(Map.of("error", String.valueOf(error.getMessage()))));
      }
    }
  }

  private static IndexSearcher index(JsonNode documents) throws IOException {
    var directory = new ByteBuffersDirectory();
    try (var writer = new IndexWriter(directory, new IndexWriterConfig(new KeywordAnalyzer()))) {
      for (JsonNode fields : documents) {
        var document = new Document();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
          for (JsonNode value : field.getValue()) {
            document.add(new StringField(field.getKey(), value.textValue(), Field.Store.NO));
          }
        }
        writer.addDocument(document);
      }
      writer.forceMerge(1); // one segment, so that documents keep their positions
    }
    return new IndexSearcher(DirectoryReader.open(directory));
  }

  private static TreeSet<Integer> search(IndexSearcher searcher, String text) throws IOException, ParseException {
    var parser = new QueryParser("", new KeywordAnalyzer());
    parser.setAllowLeadingWildcard(true);
    var found = new TreeSet<Integer>();
    for (var hit : searcher.search(parser.parse(text), Math.max(1, searcher.getIndexReader().numDocs())).scoreDocs) {
      found.add(hit.doc);
    }
    return found;
  }
}
