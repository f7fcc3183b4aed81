package io.headrace.worker.job;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.events.RunQueued;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.schemas.RowHistory;
import io.headrace.worker.core.Made.Result.Failure;
import io.headrace.worker.external.Progress;
import io.headrace.worker.external.TrainerProgram;
import io.headrace.worker.job.Ending.Done;
import io.headrace.worker.job.Ending.NotYet;
import io.headrace.worker.job.Ending.Stopped;
import io.headrace.worker.rows.FoldedTable;
import io.headrace.worker.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes one job after another. The table of the last one stays folded: the next job on it reads what changed since.
///
/// Not thread-safe.
final class Worker implements AutoCloseable {

    /// The kind of a trainer that is a program; the others fit a model here.
    private static final String EXTERNAL = "external";

    private final Workplace place;
    private final AvroCodec avro;
    private @Nullable FoldedTable table;
    private @Nullable Path tableFolder;

    Worker(Workplace place, AvroCodec avro) {
        this.place = place;
        this.avro = avro;
    }

    /// Makes a job.
    ///
    /// @throws IOException if a file cannot be written: another attempt may do better
    Ending make(RunQueued queued, Stages stages) throws IOException, SQLException {
        TrainerProgram program = place.programs().get(queued.getTrainer().getName());
        boolean isProgram = queued.getTrainer().getKind().equals(EXTERNAL);
        if (isProgram && program == null) {
            return noProgram(queued);
        }
        Optional<Wanted> wanted = wanted(queued.getPipeline(), queued.getRevision());
        if (wanted.isEmpty()) {
            return new NotYet("revision %d of %s".formatted(queued.getRevision(), queued.getPipeline()));
        }
        Declaration declaration = wanted.get().declaration();
        Maker maker = isProgram && program != null
                ? new ProgramMaker(queued, program, declaration)
                : new FitMaker(
                        queued,
                        declaration.encoding(),
                        wanted.get().search(),
                        new StoredTrials(place.database(), queued.getPipeline()));
        Path folder = Files.createTempDirectory(Files.createDirectories(place.folder()), "job-");
        try (DiskRows own = new DiskRows(Files.createDirectory(folder.resolve("champion")))) {
            Optional<Declaration> champion = championsOwn(queued, declaration);
            Optional<FoldedTable> folded = folded(queued, declarations(declaration, champion), stages);
            if (folded.isEmpty()) {
                return stages.isStopped() ? new Stopped() : notWhole(queued);
            }
            return new JobRun(queued, maker, declaration, folder, stages)
                    .make(folded.get(), champion(queued, champion, folded.get(), own));
        } finally {
            Folders.delete(folder);
        }
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
            table = null;
        }
        if (tableFolder != null) {
            Folders.delete(tableFolder);
            tableFolder = null;
        }
    }

    private static Ending noProgram(RunQueued queued) {
        String name = queued.getTrainer().getName();
        return new Done(new Failure(
                "no program goes by the name %s here: give every worker the setting trainer.%s.command and begin again with `headrace retrain %s`"
                        .formatted(name, name, queued.getPipeline())));
    }

    private static Ending notWhole(RunQueued queued) {
        return new Done(new Failure(
                "the table is not whole in its topic at cut %d: it was being read, or truncated, right then; a later change is trained again"
                        .formatted(queued.getCut().getNumber())));
    }

    /// Empty: it was stopped, or the table is not whole then.
    private Optional<FoldedTable> folded(RunQueued queued, List<Declaration> declarations, Stages stages)
            throws IOException {
        long cut = queued.getCut().getNumber();
        RowHistory kept = place.histories().get(queued.getCut().getSource());
        boolean isCompacted = kept != null && kept.horizon() != null;
        FoldedTable.Wanted wanted = new FoldedTable.Wanted(isCompacted, declarations);
        FoldedTable now = table;
        if (now == null || !now.serves(wanted, cut)) {
            close();
            tableFolder = Files.createTempDirectory(Files.createDirectories(place.folder()), "table-");
            now = new FoldedTable(place.kafka(), place.wire(), tableFolder.resolve("rows"), wanted);
            table = now;
        }
        return now.moveTo(cut, new Reading(stages), stages::isStopped) ? Optional.of(now) : Optional.empty();
    }

    /// How much of a topic was read.
    private static final class Reading implements TopicLog.Progress {

        private static final int SEEN_EVERY = 1 << 16;

        private final Stages stages;
        private long done;

        Reading(Stages stages) {
            this.stages = stages;
        }

        @Override
        public void one(long of) {
            done++;
            if (done % SEEN_EVERY == 0) {
                look(of);
            }
        }

        @Override
        public void look(long of) {
            stages.at(new Progress(null, "reading rows: %,d of at most %,d records".formatted(done, of)));
        }
    }

    private static List<Declaration> declarations(Declaration declaration, Optional<Declaration> champion) {
        List<Declaration> all = new ArrayList<>(List.of(declaration));
        champion.ifPresent(all::add);
        return all;
    }

    /// Of a champion of another revision on the same table.
    private Optional<Declaration> championsOwn(RunQueued queued, Declaration declaration) throws SQLException {
        Integer revision = queued.getChampionRevision();
        return revision == null || revision == queued.getRevision()
                ? Optional.empty()
                : wanted(queued.getPipeline(), revision)
                        .map(Wanted::declaration)
                        .filter(one -> one.topic().equals(declaration.topic()));
    }

    private Champion champion(RunQueued queued, Optional<Declaration> own, FoldedTable folded, DiskRows sorted)
            throws SQLException {
        Long version = queued.getChampionVersion();
        Integer revision = queued.getChampionRevision();
        if (version == null || revision == null) {
            return new Champion.None();
        }
        if (revision != queued.getRevision() && own.isEmpty()) {
            return new Champion.Unknown("its revision %d is on another table, or not known".formatted(revision));
        }
        try (Connection tx = place.database().getConnection()) {
            Optional<byte[]> model = Champions.read(tx, queued.getPipeline(), version);
            tx.rollback();
            return model.<Champion>map(bytes -> new Champion.Version(
                            bytes,
                            own.map(one -> new Champion.Own(one.encoding(), folded.dataset(one.id(), sorted)))
                                    .orElse(null)))
                    .orElseGet(() -> new Champion.Unknown("its bytes are not kept"));
        }
    }

    /// What a revision asks for.
    ///
    /// @param search null: its trainer says the hyperparameters
    private record Wanted(Declaration declaration, @Nullable Search search) {}

    private Optional<Wanted> wanted(String pipeline, int revision) throws SQLException {
        try (Connection tx = place.database().getConnection()) {
            Optional<Revisions.Stored> stored = Revisions.read(tx, pipeline, revision);
            tx.rollback();
            return stored.map(one -> {
                PipelineSpec spec = ((PipelineAccepted) avro.decode(one.accepted())).getSpec();
                Declaration declaration =
                        PipelineCatalog.declaration(new RevisionId(pipeline, revision), one.origin(), spec);
                return new Wanted(declaration, search(spec));
            });
        }
    }

    /// The validation rows are those next to the test rows in the split: what belongs together stays together.
    private static @Nullable Search search(PipelineSpec spec) {
        io.headrace.events.Search asked = spec.getTrainer().getSearch();
        if (asked == null) {
            return null;
        }
        Long time = asked.getTimeMs();
        return new Search(
                asked.getTrials(),
                new Search.Goal(asked.getMetric(), asked.getHigherIsBetter()),
                Search.Validation.of(
                        spec.getSplit().getTestShare(), spec.getSplit().getBy(), asked.getValidationShare()),
                time == null ? null : Duration.ofMillis(time));
    }
}
