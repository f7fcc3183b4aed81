package io.headrace.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/// Puts in what values only refer to, with Kafka's ConfigProviders.
///
/// `${file:/run/secrets/pg.properties:password}`, `${dir:/run/secrets:pg_password}` and `${env:PG_PASSWORD}` are there;
/// `config.providers=vault`, `config.providers.vault.class=…` and `config.providers.vault.param.…` name others.
final class Secrets {

    static final String PROVIDERS = "config.providers";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]+:[^}]*}");
    /// Of a file that holds a secret and nothing else.
    private static final Pattern LAST_LINE_BREAK = Pattern.compile("\\R\\z");

    private final Map<String, String> raw;
    private final List<String> problems = new ArrayList<>();

    /// @param raw values by key; those that begin with `config.providers` say who knows secrets
    Secrets(Map<String, String> raw) {
        this.raw = raw;
    }

    /// The same values without a reference in them.
    Map<String, String> resolved() {
        Map<String, ConfigProvider> providers = new HashMap<>();
        try {
            providers.put("file", configured(new FileConfigProvider(), Map.of()));
            providers.put("dir", configured(new DirectoryConfigProvider(), Map.of()));
            providers.put("env", configured(new EnvVarConfigProvider(), Map.of()));
            named().forEach(name -> provider(name, providers));
            return resolved(new ConfigTransformer(providers));
        } finally {
            providers.values().forEach(Secrets::close);
        }
    }

    /// A sentence for each reference that leads nowhere; none of them shows a secret.
    List<String> problems() {
        return problems;
    }

    private Map<String, String> resolved(ConfigTransformer transformer) {
        Map<String, String> resolved = new TreeMap<>();
        raw.forEach((key, value) -> {
            if (!key.startsWith(PROVIDERS)) {
                resolved.put(key, REFERENCE.matcher(value).find() ? lookedUp(transformer, key, value) : value);
            }
        });
        return resolved;
    }

    private String lookedUp(ConfigTransformer transformer, String key, String value) {
        try {
            String found = String.valueOf(
                    transformer.transform(Map.of(key, value)).data().get(key));
            if (REFERENCE.matcher(found).find() && found.equals(value)) {
                problems.add("%s: %s leads to nothing".formatted(key, value));
            }
            return LAST_LINE_BREAK.matcher(found).replaceFirst("");
        } catch (ConfigException e) {
            problems.add("%s: %s cannot be looked up: %s".formatted(key, value, e.getMessage()));
            return value;
        }
    }

    private List<String> named() {
        return List.of(raw.getOrDefault(PROVIDERS, "").split("\\s*,\\s*")).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private void provider(String name, Map<String, ConfigProvider> providers) {
        String prefix = PROVIDERS + "." + name + ".";
        String type = raw.getOrDefault(prefix + "class", "");
        Map<String, String> parameters = new HashMap<>();
        raw.forEach((key, value) -> {
            if (key.startsWith(prefix + "param.")) {
                parameters.put(key.substring((prefix + "param.").length()), value);
            }
        });
        try {
            ConfigProvider made = Class.forName(type)
                    .asSubclass(ConfigProvider.class)
                    .getDeclaredConstructor()
                    .newInstance();
            providers.put(name, configured(made, parameters));
        } catch (ReflectiveOperationException | ClassCastException | ConfigException e) {
            problems.add(
                    "%sclass is '%s': it must be a ConfigProvider on the class path (%s)".formatted(prefix, type, e));
        }
    }

    private static ConfigProvider configured(ConfigProvider provider, Map<String, String> parameters) {
        provider.configure(parameters);
        return provider;
    }

    private static void close(ConfigProvider provider) {
        try {
            provider.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
