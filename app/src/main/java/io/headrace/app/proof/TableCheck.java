package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.capture.rows.Origin;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.TableName;
import io.headrace.capture.stream.CapturePosition;
import io.headrace.capture.stream.CatalogueTable;
import io.headrace.capture.stream.EngineSpec;
import io.headrace.capture.stream.TableSnapshot;
import io.headrace.dataset.stream.Content;
import io.headrace.dataset.stream.ContentSum;
import io.headrace.dataset.stream.RowComparison;
import io.headrace.dataset.stream.RowComparison.Difference;
import io.headrace.dataset.stream.TopicLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares a table with its topic at one point of the source's commit order, while both go on.
final class TableCheck {

    private static final int ATTEMPTS_MAX = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int DIFFERENCES = 10;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Origin NOWHERE = new Origin(0, 0, 0);

    private final Site site;
    private final TableName name;
    private final EngineSpec source;
    private final TopicLog log;
    private final TopicTable topic;
    private final Duration patience;

    /// @param patience for capture to move on
    TableCheck(Site site, TableName name, TopicLog log, TopicTable topic, Duration patience) {
        this.site = site;
        this.name = name;
        this.source = site.source(name.source());
        this.log = log;
        this.topic = topic;
        this.patience = patience;
    }

    /// Compares. First it reads the topic as far as it goes, so that the table's snapshot need not stay open for that.
    TableResult run() throws SQLException, InterruptedException {
        catchUp();
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (attempt > 0) {
                site.err().println("%s: once more, because %s".formatted(name.text(), why));
                Thread.sleep(PAUSE);
            }
            switch (attempt()) {
                case Attempt.Done done -> {
                    return done.result();
                }
                case Attempt.Again again -> why = again.why();
            }
        }
        throw CommandFailure.failed("%s could not be compared in %d attempts: %s; try again when it is quieter"
                .formatted(name.text(), ATTEMPTS_MAX, why));
    }

    /// What one snapshot led to.
    private sealed interface Attempt {

        record Done(TableResult result) implements Attempt {}

        record Again(String why) implements Attempt {}
    }

    private Attempt attempt() throws SQLException {
        Map<Integer, Long> before = log.ends();
        try (TableSnapshot seen = TableSnapshot.open(source, name)) {
            Point point = new Point(seen.start().snapshot(), seen.start().lsn(), before);
            CatalogueTable shape = shape(seen);
            Content inTable = content(seen, shape);
            Optional<String> unclear = topic.foldTo(point, covered(point));
            return unclear.isPresent()
                    ? new Attempt.Again(unclear.get())
                    : new Attempt.Done(result(point, seen, shape, inTable));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return new Attempt.Again("somebody has locked it");
            }
            throw e;
        }
    }

    private void catchUp() throws SQLException {
        Map<Integer, Long> before = log.ends();
        Point point;
        try (TableSnapshot seen = TableSnapshot.open(source, name)) {
            CatalogueTable _ = shape(seen);
            point = new Point(seen.start().snapshot(), seen.start().lsn(), before);
        }
        Optional<String> _ = topic.foldTo(point, before); // whatever is unclear now is asked again
    }

    private CatalogueTable shape(TableSnapshot seen) {
        CatalogueTable shape = seen.table()
                .orElseThrow(() -> CommandFailure.failed(
                        "%s is not shared, so there is nothing to compare it with: select headrace.share('%s')"
                                .formatted(name.text(), name.text())));
        shape.refusal().ifPresent(refusal -> {
            throw CommandFailure.failed("%s cannot be captured: it %s".formatted(name.text(), refusal));
        });
        return shape;
    }

    private Content content(TableSnapshot seen, CatalogueTable shape) throws SQLException {
        ContentSum sum = new ContentSum(site.schemas());
        RowEncoder encoder = seen.encoder(shape, site.schemas());
        Meter meter = new Meter(site.err(), "reading " + name.text(), "rows");
        seen.rows(shape, values -> {
            sum.add(encoder.key(values), envelope(encoder, values));
            meter.one();
        });
        return sum.content();
    }

    /// Waits until everything that the snapshot sees is in the topic.
    ///
    /// @return where the topic ends then
    private Map<Integer, Long> covered(Point point) throws SQLException {
        try (CapturePosition position = new CapturePosition(site.kafka(), source)) {
            position.push();
            Optional<Long> last = position.commitLsn();
            long moved = System.nanoTime();
            while (!position.covers(point.lsn())) {
                long stillFor = System.nanoTime() - moved;
                if (!position.commitLsn().equals(last)) {
                    last = position.commitLsn();
                    moved = System.nanoTime();
                    last.ifPresent(lsn -> site.err()
                            .println(String.format(
                                    Locale.ROOT,
                                    "waiting for capture of %s: %,d bytes of WAL to go",
                                    name.source(),
                                    point.lsn() - lsn)));
                } else if (stillFor > patience.toNanos()) {
                    throw CommandFailure.failed("capture of %s has not moved for %d s: see `headrace status`"
                            .formatted(name.source(), patience.toSeconds()));
                }
            }
            return log.ends();
        }
    }

    private TableResult result(Point point, TableSnapshot seen, CatalogueTable shape, Content inTable)
            throws SQLException {
        Content inTopic = topic.fold().content();
        List<Difference> differences = inTable.equals(inTopic) ? List.of() : differences(seen, shape);
        TableResult.Standing at =
                new TableResult.Standing(point.lsn(), topic.lastCut(), topic.unreadable(), topic.firstUnreadable());
        return new TableResult(name.text(), log.topic(), at, inTable, inTopic, differences);
    }

    private List<Difference> differences(TableSnapshot seen, CatalogueTable shape) throws SQLException {
        RowComparison comparison = topic.fold().comparison();
        RowEncoder encoder = seen.encoder(shape, site.schemas());
        Meter meter = new Meter(site.err(), "looking for what differs in " + name.text(), "rows");
        seen.rows(shape, values -> {
            comparison.other(encoder.key(values), envelope(encoder, values));
            meter.one();
        });
        return comparison.differences(DIFFERENCES);
    }

    private static byte[] envelope(RowEncoder encoder, @Nullable Object[] values) {
        return encoder.envelope(null, values, "r", NOWHERE);
    }
}
