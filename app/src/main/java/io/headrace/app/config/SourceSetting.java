package io.headrace.app.config;

import java.util.Locale;

/// What can be said of each captured database: `source.NAME.…`.
enum SourceSetting {
    PG_URL(
            "jdbc:postgresql://[^,\\s]+",
            "jdbc:postgresql://host:port/database",
            "",
            "Where it is; Headrace's own database where nothing is set"),
    PG_USER("\\S+", "the name of a role", "", "Who connects there, unless the URL says it"),
    PG_PASSWORD(".+", "a password", "", "Its password, unless the URL says it"),
    PARTITIONS(
            "[1-9][0-9]{0,2}",
            "a number from 1 to 999",
            "1",
            "Of each of its topics; fixed for ever. More than one is for a source that one dataset process cannot keep up with"),
    ROW_HISTORY(".+", "for-ever, or how long row topics keep rows, such as 7d", "", "As above, for this source");

    /// What the keys begin with, and the variables.
    static final String PREFIX = "source.";

    static final String VARIABLE = "HEADRACE_SOURCE_";

    private final String pattern;
    private final String rule;
    private final String byDefault;
    private final String meaning;

    SourceSetting(String pattern, String rule, String byDefault, String meaning) {
        this.pattern = pattern;
        this.rule = rule;
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /// Such as `pg-url`.
    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Key of(String source) {
        return new Key(
                PREFIX + source + '.' + suffix(),
                VARIABLE + source.toUpperCase(Locale.ROOT).replace('-', '_') + '_' + name(),
                pattern,
                rule,
                byDefault,
                this == PG_URL || this == PG_PASSWORD);
    }

    /// For a person who looks it up, in Markdown.
    String meaning() {
        return meaning;
    }
}
