package org.elasticsearch.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;

/**
 * Elasticsearch from the jars of Maven Central, on loopback and a free port: `Node HOME PLUGINS`. Prints `READY PORT`, and
 * ends with its standard input. It stands in Elasticsearch's package, because the distribution's way to load plugins,
 * which needs a folder for each, is not open to others.
 */
public final class Node {
  private static final String[][] PLUGINS = { // name, class, the plugin that it extends
    {"transport-netty4", "org.elasticsearch.transport.netty4.Netty4Plugin", ""},
    {"x-pack-core", "org.elasticsearch.xpack.core.XPackPlugin", ""},
    {"x-pack-kql", "org.elasticsearch.xpack.kql.KqlPlugin", "x-pack-core"},
    {"x-pack-esql-core", "org.elasticsearch.xpack.esql.core.plugin.EsqlCorePlugin", "x-pack-core"},
    {"x-pack-esql", "org.elasticsearch.xpack.esql.plugin.EsqlPlugin", "x-pack-esql-core"},
    {"lang-painless", "clickops.Painless", ""}};

  /** As in the distribution, service files are those of the plugin and of the server only; what it brings comes first. */
  private static final class Loader extends URLClassLoader {
    private final ClassLoader server;

    Loader(URL[] jars, ClassLoader parent, ClassLoader server) {
      super(jars, parent);
      this.server = server;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) return known;
        boolean own = findResource(name.replace('.', '/') + ".class") != null;
        return own ? findClass(name) : super.loadClass(name, resolve);
      }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.startsWith("META-INF/services/")) return super.getResources(name);
      List<URL> found = new ArrayList<>(Collections.list(findResources(name)));
      found.addAll(Collections.list(server.getResources(name)));
      return Collections.enumeration(found);
    }
  }

  /** The jars of a plugin; for Painless also the classes beside this one. */
  private static URL[] jars(Path folder, String plugin) throws Exception {
    List<URL> found = new ArrayList<>();
    if (plugin.equals("lang-painless")) found.add(Node.class.getProtectionDomain().getCodeSource().getLocation());
    try (var files = Files.list(folder.resolve(plugin + "-jar"))) {
      for (Path file : files.sorted().toList()) found.add(file.toUri().toURL());
    }
    return found.toArray(new URL[0]);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath(), plugins = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    String version = org.elasticsearch.Version.CURRENT.toString();
    for (String[] plugin : PLUGINS) {
      Path folder = Files.createDirectories(home.resolve("modules").resolve(plugin[0]));
      Files.writeString(folder.resolve("plugin-descriptor.properties"), String.join("\n", "description=" + plugin[0],
          "version=" + version, "name=" + plugin[0], "java.version=17", "elasticsearch.version=" + version,
          "classname=" + plugin[1], plugin[2].isEmpty() ? "" : "extended.plugins=" + plugin[2], ""));
    }
    LogConfigurator.configureESLogging();
    Settings settings = Settings.builder().put("path.home", home).put("cluster.name", "clickops").put("node.name", "one")
        .put("discovery.type", "single-node").put("http.type", "netty4").put("transport.type", "netty4")
        .put("network.host", "127.0.0.1").put("http.port", "0").put("transport.port", "0")
        .put("xpack.security.enabled", false).put("cluster.routing.allocation.disk.threshold_enabled", false).build();
    var environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "one");
    Set<PluginBundle> bundles = PluginsLoader.loadModulesBundles(home.resolve("modules"));
    var layer = Class.forName("org.elasticsearch.plugins.PluginsLoader$LoadedPluginLayer").getDeclaredConstructors()[0];
    layer.setAccessible(true);
    ClassLoader server = Node.class.getClassLoader(), parent = server;
    Map<String, Object> layers = new LinkedHashMap<>();
    for (String[] plugin : PLUGINS) {
      PluginBundle bundle = bundles.stream().filter(one -> one.plugin.getName().equals(plugin[0])).findFirst().get();
      parent = new Loader(jars(plugins, plugin[0]), parent, server);
      layers.put(plugin[0], layer.newInstance(bundle, parent, ModuleLayer.boot(), parent, ModuleLayer.boot()));
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    var node = new org.elasticsearch.node.Node(environment, new PluginsLoader(bundles, Set.of(), (Map) layers));
    node.start();
    var address = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    System.out.println("READY " + address.getPort());
    while (System.in.read() >= 0) { }
    System.exit(0);
  }
}
