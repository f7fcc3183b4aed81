package io.headrace.pipelines.core.reading;

import java.util.List;
import java.util.Optional;

/// The sources that a pipeline can be trained from.
public record SourceNames(List<String> all) {

    /// What the source is called where an installation has no need to name it.
    public static final String MAIN = "main";

    public SourceNames {
        all = List.copyOf(all);
    }

    /// The one that is meant where none is named: the only one, or `main` among several.
    public Optional<String> byDefault() {
        return all.size() == 1
                ? Optional.of(all.getFirst())
                : all.stream().filter(MAIN::equals).findFirst();
    }

    @Override
    public String toString() {
        return String.join(", ", all);
    }
}
