package io.headrace.kernel.shell;

import java.nio.ByteBuffer;
import java.util.UUID;

/// An event on its way, with its place in the aggregate's history.
record OutboxRow(UUID id, OutboxMessage message, ByteBuffer payload, long sequence, Cause cause) {}
