package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import tools.jackson.databind.json.JsonMapper;

/// The state as JSON, so that an operator can read it with a console consumer.
final class StateCodec {

    private final JsonMapper json = JsonMapper.shared();

    byte[] encode(CaptureState state) {
        return json.writeValueAsBytes(state);
    }

    CaptureState decode(byte[] bytes) {
        return json.readValue(bytes, CaptureState.class);
    }
}
