package io.headrace.app.config;

import static java.util.stream.Collectors.joining;

import io.headrace.worker.external.TrainerProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The programs that train, among the settings.
record TrainerValues(Values values) {

    private static final String NAME = "[a-z][a-z0-9_-]{0,62}";

    /// Takes a variable; false: it is not one of a trainer.
    static boolean take(Values values, String variable, String value) {
        if (!variable.startsWith(TrainerSetting.VARIABLE)) {
            return false;
        }
        String rest = variable.substring(TrainerSetting.VARIABLE.length());
        Optional<TrainerSetting> setting = Arrays.stream(TrainerSetting.values())
                .filter(one -> rest.endsWith('_' + one.name()))
                .findFirst();
        if (setting.isEmpty()) {
            values.complain("%s says nothing of a trainer: it must end in one of %s"
                    .formatted(
                            variable,
                            Arrays.stream(TrainerSetting.values())
                                    .map(one -> '_' + one.name())
                                    .collect(joining(", "))));
            return true;
        }
        String trainer = rest.substring(0, rest.length() - setting.get().name().length() - 1)
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        values.set(setting.get().of(trainer).name(), value, variable);
        return true;
    }

    /// All of them, by name; what is wrong with them is kept.
    Map<String, TrainerProgram> read() {
        TreeSet<String> names = new TreeSet<>();
        values.below(TrainerSetting.PREFIX).keySet().forEach(key -> {
            int dot = key.lastIndexOf('.');
            String setting = key.substring(dot + 1);
            if (dot < 0
                    || Arrays.stream(TrainerSetting.values())
                            .noneMatch(one -> one.suffix().equals(setting))) {
                values.complain("%s: of a trainer can be set %s"
                        .formatted(
                                values.name(TrainerSetting.PREFIX + key, key),
                                Arrays.stream(TrainerSetting.values())
                                        .map(one -> TrainerSetting.PREFIX + "NAME." + one.suffix())
                                        .collect(joining(", "))));
            } else {
                names.add(key.substring(0, dot));
            }
        });
        Map<String, TrainerProgram> programs = new TreeMap<>();
        names.forEach(name -> read(name).ifPresent(program -> programs.put(name, program)));
        return programs;
    }

    /// A program as a person names it on a command line.
    ///
    /// @throws IllegalArgumentException if it is none
    static TrainerProgram program(String name, String command) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a trainer: it must begin with a lower-case letter and hold only lower-case letters, digits, '-' and '_'"
                            .formatted(name));
        }
        return new TrainerProgram(name, words(command), null);
    }

    private Optional<TrainerProgram> read(String name) {
        if (!name.matches(NAME)) {
            values.complain(
                    "'%s' is no name of a trainer: it must begin with a lower-case letter and hold only lower-case letters, digits, '-' and '_'"
                            .formatted(name));
            return Optional.empty();
        }
        Key command = TrainerSetting.COMMAND.of(name);
        int before = values.problems().size();
        if (!values.has(command)) {
            values.complain(
                    "%s is not set, and without it the trainer %s does nothing".formatted(command.variable(), name));
        }
        String program = values.value(command);
        Long memory = bytes(values.value(TrainerSetting.MEMORY.of(name)));
        return values.problems().size() > before
                ? Optional.empty()
                : Optional.of(new TrainerProgram(name, words(program), memory));
    }

    private static List<String> words(String command) {
        return List.of(command.strip().split("\\s+"));
    }

    private static @Nullable Long bytes(String text) {
        if (text.isEmpty() || !text.matches("[0-9]+ ?[MGT]B")) {
            return null;
        }
        long number = Long.parseLong(text.replaceAll("[^0-9]", ""));
        return switch (text.charAt(text.length() - 2)) {
            case 'M' -> number << 20;
            case 'G' -> number << 30;
            default -> number << 40;
        };
    }
}
