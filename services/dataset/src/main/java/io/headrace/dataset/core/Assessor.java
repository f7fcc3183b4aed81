package io.headrace.dataset.core;

import io.headrace.exact.Cell;
import io.headrace.exact.Encoding.Encoded;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.RowEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Reads rows of any shape as one declaration wants them. Not thread-safe.
public final class Assessor {

    private static final int NO_COLUMN = -1;

    private final Declaration declaration;
    private final List<Feature> wanted;
    private final RowEncoding elements;
    private final Split split = new Split();
    private final Map<RowShape, Plan> plans = new HashMap<>();
    private final int[] expected;
    private final int[] watched;

    public Assessor(Declaration declaration) {
        this.declaration = declaration;
        this.wanted = new ArrayList<>(declaration.encoding().features());
        Label label = declaration.encoding().label();
        wanted.add(new Feature(label.column(), label.kind(), label.values(), null));
        this.elements = new RowEncoding(declaration.columns());
        this.expected = declaration.watch().expectations().stream()
                .mapToInt(expectation -> declaration.columns().indexOf(expectation.column()))
                .toArray();
        this.watched = declaration.watch().columns().stream()
                .mapToInt(declaration.columns()::indexOf)
                .toArray();
    }

    /// @param problem why a table of this shape cannot be read as declared; null: it can
    /// @param refusal why every row of this shape is refused; null: each is looked at
    @SuppressWarnings("ArrayRecordComponent") // Read for every row, never compared.
    private record Plan(
            int[] columns,
            int by,
            @Nullable String problem,
            @Nullable String refusal) {}

    /// Why a table of this shape cannot be read as declared; null: it can.
    public @Nullable String problem(RowShape shape) {
        return plan(shape).problem();
    }

    /// What a row means. A column that the row does not have is null: the row is older than the column, or younger.
    ///
    /// @param key canonical texts of the row's key
    public Assessed assess(RowValues row, List<String> key) {
        Plan plan = plan(row.shape());
        if (plan.refusal() != null) {
            return new Assessed.Refused(plan.refusal(), 0);
        }
        List<Cell> cells = cells(row, plan);
        long broken = broken(cells);
        return switch (declaration.encoding().encode(cells)) {
            case Encoded.Refused refusal -> new Assessed.Refused(refusal.reason(), broken);
            case Encoded.Row encoded -> {
                double place = split.place(splitBy(row, key, plan.by()));
                yield new Assessed.Counted(
                        place, place < declaration.testShare(), encoded.values(), elements.encode(cells), broken);
            }
        };
    }

    private long broken(List<Cell> cells) {
        long broken = 0;
        for (int i = 0; i < expected.length; i++) {
            boolean isMet = expected[i] == NO_COLUMN
                    || declaration.watch().expectations().get(i).isMet(cells.get(expected[i]));
            broken |= isMet ? 0 : 1L << i;
        }
        return broken;
    }

    /// Whether a change of a row counts: always, unless the declaration names the columns whose changes do.
    public boolean counts(RowValues before, RowValues after) {
        if (watched.length == 0) {
            return true;
        }
        Plan of = plan(before.shape());
        Plan to = plan(after.shape());
        if (of.refusal() != null || to.refusal() != null) {
            return true;
        }
        for (int i : watched) {
            Feature.Kind kind = wanted.get(i).kind();
            if (!cell(kind, before, of.columns()[i]).equals(cell(kind, after, to.columns()[i]))) {
                return true;
            }
        }
        return false;
    }

    /// The declared columns of a row that is not refused, as they are in the table: features in order, then the label.
    public List<Cell> cells(RowValues row) {
        return cells(row, plan(row.shape()));
    }

    private List<Cell> cells(RowValues row, Plan plan) {
        List<Cell> cells = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            cells.add(cell(wanted.get(i).kind(), row, plan.columns()[i]));
        }
        return cells;
    }

    private List<String> splitBy(RowValues row, List<String> key, int by) {
        if (declaration.splitBy() == null) {
            return key;
        }
        return by == NO_COLUMN || row.isNull(by) ? List.of() : List.of(row.canonical(by));
    }

    private static Cell cell(Feature.Kind kind, RowValues row, int column) {
        if (column == NO_COLUMN || row.isNull(column)) {
            return Cell.MISSING;
        }
        return switch (kind) {
            case NUMERIC -> number(row, column);
            case BOOLEAN -> Cell.of(row.flag(column));
            case CATEGORICAL -> Cell.of(row.canonical(column));
            case DATE -> date(row.text(column));
        };
    }

    private static Cell date(String text) {
        OptionalDouble seconds = Times.parse(text);
        return seconds.isPresent() ? Cell.of(seconds.getAsDouble()) : Cell.of(text);
    }

    private static Cell number(RowValues row, int column) {
        return switch (row.shape().kind(column)) {
            case INTEGER -> Cell.of((double) row.integer(column));
            case FLOATING -> Cell.of(row.floating(column));
            case TEXT -> {
                String text = row.text(column);
                OptionalDouble value = Decimals.parse(text);
                yield value.isPresent() ? Cell.of(value.getAsDouble()) : Cell.of(text);
            }
            case BOOLEAN, OTHER -> throw new IllegalStateException("the plan let an unreadable column through");
        };
    }

    private Plan plan(RowShape shape) {
        Plan known = plans.get(shape);
        if (known != null) {
            return known;
        }
        Plan plan = makePlan(shape);
        plans.put(shape, plan);
        return plan;
    }

    private Plan makePlan(RowShape shape) {
        int[] columns = new int[wanted.size()];
        String problem = null;
        String refusal = null;
        for (int i = 0; i < columns.length; i++) {
            Feature feature = wanted.get(i);
            columns[i] = shape.indexOf(feature.column());
            if (columns[i] == NO_COLUMN) {
                problem = problem == null ? missing(feature.column()) : problem;
            } else if (!readable(feature.kind(), shape.kind(columns[i]))) {
                refusal = refusal == null ? unreadable(feature, shape.kind(columns[i])) : refusal;
            }
        }
        String by = declaration.splitBy();
        int split = by == null ? NO_COLUMN : shape.indexOf(by);
        if (by != null && split == NO_COLUMN) {
            problem = problem == null ? missing(by) : problem;
        }
        return new Plan(columns, split, refusal == null ? problem : refusal, refusal);
    }

    private static boolean readable(Feature.Kind wanted, Kind found) {
        return switch (wanted) {
            case NUMERIC -> found == Kind.INTEGER || found == Kind.FLOATING || found == Kind.TEXT;
            case BOOLEAN -> found == Kind.BOOLEAN;
            case CATEGORICAL -> found == Kind.TEXT || found == Kind.INTEGER || found == Kind.BOOLEAN;
            case DATE -> found == Kind.TEXT;
        };
    }

    private String missing(String column) {
        return "column %s is not in %s any more: put it back, or declare the pipeline without it"
                .formatted(column, declaration.table());
    }

    private String unreadable(Feature feature, Kind kind) {
        return "column %s of %s is %s now and cannot be read as %s: change it back, or declare it anew"
                .formatted(
                        feature.column(),
                        declaration.table(),
                        kind.name().toLowerCase(Locale.ROOT),
                        feature.kind().name().toLowerCase(Locale.ROOT));
    }
}
