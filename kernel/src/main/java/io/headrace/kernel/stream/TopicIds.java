package io.headrace.kernel.stream;

import io.headrace.kernel.shell.Position;
import io.headrace.kernel.topics.TopicSetup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Tells topics of one name apart. Used by one thread.
public final class TopicIds {

    private final TopicSetup topics;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Long> lastOffsets = new HashMap<>();

    public TopicIds(TopicSetup topics) {
        this.topics = topics;
    }

    /// Where a record stands. Offsets that go back tell of a topic that was made anew.
    public Position position(Origin origin) {
        String place = origin.topic() + "-" + origin.partition();
        Long last = lastOffsets.put(place, origin.offset());
        if (last != null && origin.offset() <= last) {
            ids.remove(origin.topic());
        }
        String id = ids.computeIfAbsent(
                origin.topic(),
                name -> Objects.requireNonNull(topics.ids(List.of(name)).get(name), name));
        return new Position(id, origin.partition(), origin.offset());
    }
}
