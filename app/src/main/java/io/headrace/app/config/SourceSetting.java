package io.headrace.app.config;

import java.util.Locale;

/// What can be said of each captured database: `source.NAME.…`.
enum SourceSetting {
    PG_URL("", "Where it is; Headrace's own database where nothing is set"),
    PG_USER("", "Who connects there, unless the URL says it"),
    PG_PASSWORD("", "Its password, unless the URL says it"),
    PARTITIONS(
            "1",
            "Of each of its topics; fixed for ever. More than one is for a source that one dataset process cannot keep up with"),
    ROW_HISTORY("", "As above, for this source");

    /// What the keys begin with, and the variables.
    static final String PREFIX = "source.";

    static final String VARIABLE = "HEADRACE_SOURCE_";

    private final String byDefault;
    private final String meaning;

    SourceSetting(String byDefault, String meaning) {
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /// Such as `pg-url`.
    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Key of(String source) {
        return like().as(
                        PREFIX + source + '.' + suffix(),
                        VARIABLE + source.toUpperCase(Locale.ROOT).replace('-', '_') + '_' + name(),
                        byDefault);
    }

    /// A key with the same rule.
    private Key like() {
        return switch (this) {
            case PG_URL -> Setting.PG_URL.key();
            case PG_USER -> Setting.PG_USER.key();
            case PG_PASSWORD -> Setting.PG_PASSWORD.key();
            case ROW_HISTORY -> Setting.ROW_HISTORY.key();
            case PARTITIONS -> new Key("", "", "[1-9][0-9]{0,2}", "a number from 1 to 999", byDefault, false);
        };
    }

    /// For a person who looks it up, in Markdown.
    String meaning() {
        return meaning;
    }
}
