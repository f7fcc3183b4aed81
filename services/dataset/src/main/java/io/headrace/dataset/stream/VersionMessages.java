package io.headrace.dataset.stream;

import io.headrace.dataset.core.Departed;
import io.headrace.dataset.core.Merge.Version;
import io.headrace.dataset.core.Misfits;
import io.headrace.dataset.core.Tally;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Traceparent;
import io.headrace.schemas.CutNames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Dataset versions as messages, and their making as spans.
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
                departed(version.departed()),
                misfits(tally.misfits()));
    }

    /// @param start when the last record that it rests on was written, or later
    static Span span(String source, Version version, Instant start, Instant end) {
        String cut = CutNames.cut(source, version.mark().systemId(), version.cut());
        String pipeline = version.revision().pipeline();
        int revision = version.revision().number();
        Traceparent capture = Traceparent.root(cut, cut);
        return new Span(
                "dataset",
                "dataset version",
                Span.Place.under(capture, capture.child(CutNames.version(cut, pipeline, revision))),
                start,
                end,
                Map.of(
                        "headrace.aggregate",
                        pipeline,
                        "headrace.revision",
                        String.valueOf(revision),
                        "headrace.cut",
                        String.valueOf(version.cut())));
    }

    private static List<io.headrace.events.Misfits> misfits(Misfits misfits) {
        return IntStream.range(0, misfits.size())
                .filter(expectation -> misfits.rows(expectation) > 0)
                .mapToObj(expectation -> new io.headrace.events.Misfits(
                        expectation,
                        misfits.rows(expectation),
                        misfits.places(expectation).stream()
                                .map(place ->
                                        new io.headrace.events.RowPlace(place.cut(), place.partition(), place.offset()))
                                .toList()))
                .toList();
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
