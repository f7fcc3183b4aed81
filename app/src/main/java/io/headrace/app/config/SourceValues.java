package io.headrace.app.config;

import static java.util.stream.Collectors.joining;

import io.headrace.app.Environment;
import io.headrace.app.PostgresUrl;
import io.headrace.app.Source;
import io.headrace.schemas.RowHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The captured databases among the settings. Where none is set, Headrace's own database is the one source.
final class SourceValues {

    private static final String NAME = "[a-z][a-z0-9-]*";
    /// What topics of Headrace's own tables are called by.
    private static final String OWN = "headrace";

    private final Values values;
    private final PostgresUrl own;
    private final RowHistory history;
    private final Map<String, String> places = new HashMap<>();

    /// @param own where a source is that names no database
    /// @param history of a source that says nothing else
    SourceValues(Values values, PostgresUrl own, RowHistory history) {
        this.values = values;
        this.own = own;
        this.history = history;
    }

    /// Takes a variable; false: it is not one of a source.
    static boolean take(Values values, String variable, String value) {
        if (!variable.startsWith(SourceSetting.VARIABLE)) {
            return false;
        }
        String rest = variable.substring(SourceSetting.VARIABLE.length());
        Optional<SourceSetting> setting = Arrays.stream(SourceSetting.values())
                .filter(one -> rest.endsWith('_' + one.name()))
                .findFirst();
        if (setting.isEmpty()) {
            values.complain("%s says nothing of a source: it must end in one of %s"
                    .formatted(
                            variable,
                            Arrays.stream(SourceSetting.values())
                                    .map(one -> '_' + one.name())
                                    .collect(joining(", "))));
            return true;
        }
        String source = rest.substring(0, rest.length() - setting.get().name().length() - 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        values.set(setting.get().of(source).name(), value, variable);
        return true;
    }

    /// All of them, by name; what is wrong with them is kept.
    List<Source> read() {
        TreeSet<String> names = new TreeSet<>();
        values.below(SourceSetting.PREFIX).keySet().forEach(key -> {
            int dot = key.lastIndexOf('.');
            String setting = key.substring(dot + 1);
            if (dot < 0
                    || Arrays.stream(SourceSetting.values())
                            .noneMatch(one -> one.suffix().equals(setting))) {
                values.complain("%s: of a source can be set %s"
                        .formatted(
                                values.name(SourceSetting.PREFIX + key, key),
                                Arrays.stream(SourceSetting.values())
                                        .map(one -> SourceSetting.PREFIX + "NAME." + one.suffix())
                                        .collect(joining(", "))));
            } else {
                names.add(key.substring(0, dot));
            }
        });
        if (names.isEmpty()) {
            return List.of(new Source(Environment.SOURCE, own, 1, history));
        }
        List<Source> sources = new ArrayList<>();
        names.forEach(name -> read(name).ifPresent(sources::add));
        return sources;
    }

    private Optional<Source> read(String name) {
        if (!name.matches(NAME) || name.equals(OWN)) {
            values.complain(
                    "'%s' is no name of a source: it must begin with a lower-case letter and hold only lower-case letters, digits and '-', and '%s' is Headrace's own"
                            .formatted(name, OWN));
            return Optional.empty();
        }
        int before = values.problems().size();
        PostgresUrl database = database(name);
        String partitions = values.value(SourceSetting.PARTITIONS.of(name));
        RowHistory kept = history(name);
        if (values.problems().size() > before) {
            return Optional.empty();
        }
        String other = places.put(database.place(), name);
        if (other != null) {
            values.complain("the sources %s and %s are one database, %s: a table would be captured twice"
                    .formatted(other, name, database.place()));
        }
        return Optional.of(new Source(name, database, Integer.parseInt(partitions), kept));
    }

    private PostgresUrl database(String name) {
        Key url = SourceSetting.PG_URL.of(name);
        DatabaseKeys keys = new DatabaseKeys(url, SourceSetting.PG_USER.of(name), SourceSetting.PG_PASSWORD.of(name));
        if (values.has(url)) {
            return keys.read(values).orElse(own);
        }
        for (Key alone : List.of(keys.user(), keys.password())) {
            if (values.has(alone)) {
                values.complain(
                        "%s says who connects, and %s is not set: set both, or neither for Headrace's own database"
                                .formatted(values.name(alone.name(), alone.variable()), url.variable()));
            }
        }
        return own;
    }

    private RowHistory history(String name) {
        Key key = SourceSetting.ROW_HISTORY.of(name);
        return values.has(key) ? Settings.parsed(values, key, RowHistory::parse, history) : history;
    }
}
