package clickops;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.painless.PainlessScriptEngine;
import org.elasticsearch.painless.spi.Whitelist;
import org.elasticsearch.painless.spi.WhitelistLoader;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.ScriptPlugin;
import org.elasticsearch.script.FilterScript;
import org.elasticsearch.script.ScriptContext;
import org.elasticsearch.script.ScriptEngine;

/**
 * Painless for filter scripts. Its last free release (7.10) runs in a later server; of the Java classes that a script
 * may touch it has Painless's own lists, of Elasticsearch's only what filters need (whitelist.txt).
 */
public final class Painless extends Plugin implements ScriptPlugin {
  @Override
  public ScriptEngine getScriptEngine(Settings settings, Collection<ScriptContext<?>> contexts) {
    Whitelist java = WhitelistLoader.loadFromResourceFiles(Whitelist.class, "java.lang.txt", "java.util.txt",
        "java.util.function.txt", "java.util.regex.txt", "java.util.stream.txt", "java.math.txt", "java.text.txt", "java.time.txt",
        "java.time.chrono.txt", "java.time.format.txt", "java.time.temporal.txt", "java.time.zone.txt");
    Whitelist server = WhitelistLoader.loadFromResourceFiles(Painless.class, "/whitelist.txt");
    return new PainlessScriptEngine(settings, Map.of(FilterScript.CONTEXT, List.of(java, server)));
  }
}
