package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.Unusable;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TableFold;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.worker.rowfile.RowColumns;
import io.headrace.worker.rowfile.RowFile;
import io.headrace.worker.rowfile.RowFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/// Writes the rows of a dataset to a file, from their topic alone. They lie on disk meanwhile, so that their number
/// does not matter.
record DatasetExport(Site site, Scratch scratch, DatasetChoice choice) {

    /// Writes them; a [CommandFailure] where they are not those that were announced any more, or the file cannot be
    /// written. A file of that name is replaced when all is written.
    ///
    /// @return what they add up to
    Tally write(Path file, RowFormat format) {
        String topic = choice.declaration().topic();
        try (TopicLog log = site.log(topic);
                DiskRows rows = new DiskRows(scratch.next());
                DiskRows sorted = new DiskRows(scratch.next())) {
            History kept = History.of(site, topic);
            TopicTable table = TopicTable.open(site, log, kept, List.of(choice.declaration()), rows);
            table.foldTo(choice.cut().getNumber(), log.ends());
            TableFold fold = table.fold();
            Tally tally = fold.tally(choice.declaration().id());
            requireExact(fold, tally, kept);
            write(fold.dataset(choice.declaration().id(), sorted), file, format);
            return tally;
        }
    }

    private void requireExact(TableFold fold, Tally tally, History kept) {
        long cut = choice.cut().getNumber();
        String digest = tally.digest().sha256();
        boolean isOther = choice.digest() != null && !choice.digest().equals(digest);
        boolean isSure = choice.digest() != null || !kept.isBehind(choice.cut());
        if (fold.isWhole() && !isOther && isSure) {
            return;
        }
        if (kept.isBehind(choice.cut())) {
            throw CommandFailure.failed("the rows cannot be had any more: " + kept.behind(choice.cut()));
        }
        throw CommandFailure.failed(
                isOther
                        ? "the rows at cut %d are not those that were announced: their digest is %s, not %s; `headrace verify` tells more"
                                .formatted(cut, digest, choice.digest())
                        : "the table is not whole in its topic at cut %d: it was being read, or truncated, right then; name another cut"
                                .formatted(cut));
    }

    private void write(DatasetRows dataset, Path file, RowFormat format) {
        RowColumns columns = RowColumns.of(dataset.key(), choice.declaration());
        Meter meter = new Meter(site.err(), "writing " + file, "rows");
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (RowFile out = format.create(beside, columns)) {
                dataset.forEach(row -> {
                    try {
                        out.write(columns.values(row));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    meter.one();
                });
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.failed("%s cannot be written: %s".formatted(file, Unusable.because(e)));
        } catch (UncheckedIOException e) {
            throw CommandFailure.failed(
                    "%s cannot be written: %s".formatted(file, Unusable.because(Objects.requireNonNull(e.getCause()))));
        }
    }
}
