package io.headrace.dataset.stream;

import io.headrace.dataset.core.Merge.Version;
import io.headrace.dataset.core.Tally;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Dataset versions as messages.
final class VersionMessages {

    private VersionMessages() {}

    static DatasetVersion message(String source, Version version) {
        Tally tally = version.tally();
        Cut cut = new Cut(
                source,
                version.mark().systemId(),
                version.cut(),
                version.mark().commitLsn(),
                Instant.EPOCH.plus(version.mark().committedAt(), ChronoUnit.MICROS));
        return new DatasetVersion(
                version.revision().pipeline(),
                version.revision().number(),
                cut,
                tally.changes(),
                tally.train().count(),
                tally.test().count(),
                tally.refused(),
                ByteBuffer.wrap(tally.digest().toBytes()),
                ByteBuffer.wrap(tally.train().toBytes()),
                ByteBuffer.wrap(tally.test().toBytes()),
                version.problem());
    }
}
