package io.headrace.kernel.stream;

import io.headrace.kernel.shell.Position;
import io.headrace.kernel.topics.TopicSpec;
import java.util.function.Supplier;

/// Nobody asks about letters.
public record NoDesk(String name) implements LetterDesk {

    public static final Maker MAKER = (site, _) -> new NoDesk(site.service() + "-letters");

    @Override
    public TopicSpec requests() {
        return TopicSpec.kept("nobody.asks", 1);
    }

    @Override
    public void take(Received received, Supplier<Position> position) {
        throw new IllegalStateException("nobody asks");
    }
}
