package io.headrace.lineage.delivery;

/// Takes run events.
public interface Receiver extends AutoCloseable {

    /// Offers an event in JSON, and waits for the answer.
    Answer offer(byte[] event);

    @Override
    void close();
}
