package io.headrace.worker.rowfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.worker.rowfile.RowColumns.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitFilesTest {

    private static final RowColumns COLUMNS = new RowColumns(
            List.of(
                    new Column("id", RowColumns.Type.INTEGER),
                    new Column("district", RowColumns.Type.TEXT),
                    new Column("price", RowColumns.Type.NUMBER),
                    new Column(RowColumns.SPLIT, RowColumns.Type.TEXT)),
            List.of(0));

    @TempDir
    Path folder;

    @Test
    void eachSplitIsInFilesOfItsOwn() throws IOException {
        SplitFiles.Counts counts;
        try (SplitFiles files = SplitFiles.create(folder, COLUMNS)) {
            files.write(row(1, false, Cell.of("north")));
            files.write(row(2, true, Cell.of("south")));
            files.write(row(3, false, Cell.MISSING));
            counts = files.counts();
        }

        assertThat(counts).isEqualTo(new SplitFiles.Counts(2, 1));
        assertThat(avro(SplitFiles.TRAIN_AVRO)).containsExactly("1 north 10.0", "3 null 30.0");
        assertThat(avro(SplitFiles.TEST_AVRO)).containsExactly("2 south 20.0");
        assertThat(parquet(SplitFiles.TRAIN_PARQUET)).containsExactly("1 north 10.0", "3 null 30.0");
        assertThat(parquet(SplitFiles.TEST_PARQUET)).containsExactly("2 south 20.0");
    }

    @Test
    void aSplitWithoutRowsHasFilesToo() throws IOException {
        try (SplitFiles files = SplitFiles.create(folder, COLUMNS)) {
            assertThat(files.counts()).isEqualTo(new SplitFiles.Counts(0, 0));
        }

        assertThat(avro(SplitFiles.TEST_AVRO)).isEmpty();
        assertThat(parquet(SplitFiles.TEST_PARQUET)).isEmpty();
    }

    private static DatasetRow row(int id, boolean test, Cell district) {
        return new DatasetRow(
                List.of(Integer.toString(id)), test ? 0 : 0.5, test, List.of(district, Cell.of(id * 10.0)));
    }

    private List<String> avro(String name) throws IOException {
        List<String> rows = new ArrayList<>();
        try (DataFileReader<GenericRecord> read =
                new DataFileReader<>(folder.resolve(name).toFile(), new GenericDatumReader<GenericRecord>())) {
            assertThat(read.getSchema().getField(RowColumns.SPLIT)).isNull();
            for (GenericRecord row : read) {
                rows.add("%s %s %s".formatted(row.get("id"), row.get("district"), row.get("price")));
            }
        }
        return rows;
    }

    private List<String> parquet(String name) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(folder.resolve(name)));
                RowReader read = reader.rowReader()) {
            while (read.hasNext()) {
                read.next();
                rows.add("%d %s %s"
                        .formatted(
                                read.getLong("id"),
                                read.isNull("district") ? null : read.getString("district"),
                                read.getDouble("price")));
            }
        }
        return rows;
    }
}
