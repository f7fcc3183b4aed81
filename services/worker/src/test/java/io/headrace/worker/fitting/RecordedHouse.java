package io.headrace.worker.fitting;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A row of a `rows.csv`, with what scikit-learn says of it: see the program beside that.
///
/// @param features as [Houses] has them
/// @param dear how likely it is dear
/// @param styles how likely each style is
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record RecordedHouse(
        String id, boolean test, List<Cell> features, Cell isDear, Cell style, double dear, double[] styles) {

    /// In the order of [#styles].
    public static final List<String> STYLES = List.of("green", "grey", "small");

    /// In the order of the file.
    ///
    /// @param resource of the tests
    public static List<RecordedHouse> all(String resource) {
        try (InputStream file = Objects.requireNonNull(RecordedHouse.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(RecordedHouse::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DatasetRow withDear() {
        return row(isDear);
    }

    public DatasetRow withStyle() {
        return row(style);
    }

    private static RecordedHouse of(String line) {
        String[] cells = line.split(",", -1);
        return new RecordedHouse(
                line,
                cells[0].equals("True"),
                List.of(
                        cell(cells[1], RecordedHouse::number),
                        cell(cells[2], RecordedHouse::number),
                        cell(cells[3], RecordedHouse::number),
                        cell(cells[4], garden -> Cell.of(Double.parseDouble(garden) > 0)),
                        cell(cells[5], Cell::of)),
                Cell.of(cells[6].equals("True")),
                Cell.of(cells[7]),
                Double.parseDouble(cells[8]),
                new double[] {Double.parseDouble(cells[9]), Double.parseDouble(cells[10]), Double.parseDouble(cells[11])
                });
    }

    private static Cell number(String cell) {
        return Cell.of(Double.parseDouble(cell));
    }

    private static Cell cell(String cell, Function<String, Cell> read) {
        return cell.isEmpty() ? Cell.MISSING : read.apply(cell);
    }

    private DatasetRow row(Cell label) {
        List<Cell> cells = new ArrayList<>(features);
        cells.add(label);
        return new DatasetRow(List.of(id), test ? 0 : 0.5, test, cells);
    }
}
