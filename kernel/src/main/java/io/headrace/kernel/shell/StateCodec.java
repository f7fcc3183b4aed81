package io.headrace.kernel.shell;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A state as JSON: records by their components, a sealed interface by the simple name of the record in `type`.
public final class StateCodec<S> {

    /// One for all, since it learns every type once.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedTypes())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private static final ObjectReader TREE = MAPPER.readerFor(ObjectNode.class);

    private final Class<S> type;
    private final List<EarlierShape> earlier;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    /// @param earlier the shapes of earlier releases, the oldest first
    public StateCodec(Class<S> type, List<EarlierShape> earlier) {
        this.type = type;
        this.earlier = List.copyOf(earlier);
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    /// Of the states of a service.
    public static <S> StateCodec<S> of(DeciderBinding<?, S, ?> binding) {
        return new StateCodec<>(binding.stateType(), binding.earlierShapes());
    }

    public String encode(S state) {
        return writer.writeValueAsString(state);
    }

    /// Reads what [#encode] wrote, today or in an earlier release, and nothing else.
    public S decode(String json) {
        try {
            ObjectNode state = TREE.readValue(json);
            earlier.forEach(shape -> shape.bringUpToDate(state));
            return type.cast(reader.readValue(state));
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "this is no state of %s: %s. %s. A later release may have written it: run that one. A rebuild gives the same again, since checkpoints are as the states that were written"
                            .formatted(type.getName(), json, e.getOriginalMessage()),
                    e);
        }
    }
}
