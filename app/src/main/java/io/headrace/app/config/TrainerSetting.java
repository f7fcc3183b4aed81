package io.headrace.app.config;

import java.util.Locale;

/// What can be said of each program that trains: `trainer.NAME.…`.
enum TrainerSetting {
    COMMAND(
            "\\S.*",
            "a program and its arguments, with spaces between",
            "The program that makes the models of pipelines with `trainer: {kind: external, name: NAME}`, and its arguments, with spaces between; it is started without a shell, in a folder whose path is added at the end"),
    MEMORY(
            "[1-9][0-9]{0,8} ?[MGT]B",
            "a number of MB, GB or TB, such as 4GB",
            "The most memory that each of its processes may allocate, such as `4GB`; as much as there is where nothing is set");

    /// What the keys begin with, and the variables.
    static final String PREFIX = "trainer.";

    static final String VARIABLE = "HEADRACE_TRAINER_";

    private final String pattern;
    private final String rule;
    private final String meaning;

    TrainerSetting(String pattern, String rule, String meaning) {
        this.pattern = pattern;
        this.rule = rule;
        this.meaning = meaning;
    }

    /// Such as `command`.
    String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    Key of(String trainer) {
        return new Key(
                PREFIX + trainer + '.' + suffix(),
                VARIABLE + trainer.toUpperCase(Locale.ROOT).replace('-', '_') + '_' + name(),
                pattern,
                rule,
                "",
                false);
    }

    /// For a person who looks it up, in Markdown.
    String meaning() {
        return meaning;
    }
}
