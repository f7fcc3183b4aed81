package io.headrace.app.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be set: in a file by its name, among variables by its variable.
///
/// @param pattern that a value must match
/// @param rule the same for a person, to end a sentence with
/// @param byDefault null where it must be set
/// @param isSecret whether its value must not be shown, not even where it is wrong
record Key(
        String name,
        String variable,
        String pattern,
        String rule,
        @Nullable String byDefault,
        boolean isSecret) {

    /// Another key with the same rule.
    Key as(String otherName, String otherVariable, String otherwise) {
        return new Key(otherName, otherVariable, pattern, rule, otherwise, isSecret);
    }

    boolean allows(String value) {
        return value.matches(pattern);
    }

    Optional<String> fallback() {
        return Optional.ofNullable(byDefault);
    }
}
