package io.headrace.worker.rowfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.headrace.worker.rowfile.RowColumns.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RowFileTest {

    private static final RowColumns COLUMNS = new RowColumns(
            List.of(
                    new Column("id", RowColumns.Type.INTEGER),
                    new Column("area m²", RowColumns.Type.NUMBER),
                    new Column("area m?", RowColumns.Type.NUMBER),
                    new Column("garden", RowColumns.Type.FLAG),
                    new Column("2nd", RowColumns.Type.TEXT)),
            List.of(0));

    private static final List<List<@Nullable Object>> ROWS = List.of(
            Arrays.asList(1L, 0.1, Double.NaN, true, "north"),
            Arrays.asList(Long.MIN_VALUE, -0.0, 1e300, false, ""),
            Arrays.asList(3L, null, null, null, null),
            Arrays.asList(Long.MAX_VALUE, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, true, "a \"b\", c\r\nü 日"));

    @TempDir
    Path folder;

    @Test
    void parquetHoldsTheValuesUnderTheirNames() throws IOException {
        Path file = written("rows.parquet");

        List<List<@Nullable Object>> read = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
                RowReader rows = reader.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                List<@Nullable Object> row = new ArrayList<>();
                for (Column column : COLUMNS.columns()) {
                    row.add(value(rows, column));
                }
                read.add(row);
            }
        }
        assertThat(read).isEqualTo(ROWS);
    }

    @Test
    void avroHoldsTheValuesUnderNamesThatItAllows() throws IOException {
        Path file = written("rows.avro");

        List<List<@Nullable Object>> read = new ArrayList<>();
        Schema schema;
        try (DataFileReader<GenericRecord> rows =
                new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
            schema = rows.getSchema();
            for (GenericRecord record : rows) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < COLUMNS.columns().size(); i++) {
                    Object value = record.get(i);
                    row.add(value instanceof CharSequence text ? text.toString() : value);
                }
                read.add(row);
            }
        }
        assertThat(read).isEqualTo(ROWS);
        assertThat(schema.getFields())
                .extracting(Schema.Field::name)
                .containsExactly("id", "area_m_", "area_m__2", "garden", "_2nd");
        assertThat(schema.getField("area_m_").getProp("column")).isEqualTo("area m²");
    }

    @Test
    void csvTellsAnEmptyTextFromNone() throws IOException {
        assertThat(written("rows.csv")).content().isEqualTo("""
                        id,area m²,area m?,garden,2nd
                        1,0.1,NaN,true,north
                        -9223372036854775808,-0.0,1.0E300,false,""
                        3,,,,
                        9223372036854775807,4.9E-324,-Infinity,true,"a ""b"", c
                        ü 日"
                        """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @EnumSource
    void theSameRowsMakeTheSameBytes(RowFormat format) throws IOException {
        String end = "." + format.name().toLowerCase(Locale.ROOT);

        assertThat(written("one" + end)).hasSameBinaryContentAs(written("other" + end));
    }

    @Test
    void theEndOfANameSaysWhatToWrite() {
        assertThat(RowFormat.of(Path.of("a.csv.PARQUET"))).contains(RowFormat.PARQUET);
        assertThat(RowFormat.of(Path.of("parquet"))).isEmpty();
        assertThat(RowFormat.of(Path.of("rows.json"))).isEmpty();
    }

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "what was there before");
        try (RowFile out = RowFormat.of(file).orElseThrow().create(file, COLUMNS)) {
            for (List<@Nullable Object> row : ROWS) {
                out.write(row);
            }
        }
        return file;
    }

    private static @Nullable Object value(RowReader row, Column column) {
        if (row.isNull(column.name())) {
            return null;
        }
        return switch (column.type()) {
            case INTEGER -> row.getLong(column.name());
            case NUMBER -> row.getDouble(column.name());
            case FLAG -> row.getBoolean(column.name());
            case TEXT -> row.getString(column.name());
        };
    }
}
