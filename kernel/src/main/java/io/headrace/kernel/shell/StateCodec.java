package io.headrace.kernel.shell;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// A state as JSON: records by their components, a sealed interface by the simple name of the record in `type`.
public final class StateCodec<S> {

    /// One for all, since it learns every type once.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedTypes())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final Class<S> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    public StateCodec(Class<S> type) {
        this.type = type;
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    public String encode(S state) {
        return writer.writeValueAsString(state);
    }

    /// Reads what [#encode] wrote, and nothing else.
    public S decode(String json) {
        try {
            return type.cast(reader.readValue(json));
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "this is no state of %s: %s. A newer version may have written it; rebuild the state from the topics. %s"
                            .formatted(type.getName(), json, e.getOriginalMessage()),
                    e);
        }
    }
}
