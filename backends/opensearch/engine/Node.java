import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * OpenSearch from the jars of Maven Central, on loopback and a free port: `Node HOME`. Prints `READY PORT`, and ends
 * with its standard input.
 */
public final class Node extends org.opensearch.node.Node {
  private Node(Settings settings, Collection<Class<? extends Plugin>> plugins) {
    super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "one"), plugins, false);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    Settings settings = Settings.builder().put("path.home", home).put("cluster.name", "clickops").put("node.name", "one")
        .put("discovery.type", "single-node").put("http.type", "netty4").put("transport.type", "netty4")
        .put("network.host", "127.0.0.1").put("http.port", "0").put("transport.port", "0")
        .put("cluster.routing.allocation.disk.threshold_enabled", false).build();
    Node node = new Node(settings, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class));
    node.start();
    var address = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    System.out.println("READY " + address.getPort());
    while (System.in.read() >= 0) { }
    System.exit(0);
  }
}
