package io.headrace.dataset.stream;

import io.headrace.dataset.core.Departed;
import io.headrace.dataset.core.Merge.Version;
import io.headrace.dataset.core.Tally;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

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
                time(version.mark().committedAt()));
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
                version.problem(),
                departed(version.departed()));
    }

    private static io.headrace.events.@Nullable Departed departed(@Nullable Departed departed) {
        return departed == null
                ? null
                : new io.headrace.events.Departed(departed.rows(), departed.cut(), time(departed.since()));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
