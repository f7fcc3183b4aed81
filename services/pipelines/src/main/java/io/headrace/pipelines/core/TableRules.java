package io.headrace.pipelines.core;

import io.headrace.pipelines.core.PipelineSpec.Feature;
import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.TableFacts.Column;
import io.headrace.pipelines.core.TableFacts.ColumnKind;
import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.TableFacts.Missing;
import io.headrace.pipelines.core.TableFacts.NotAsked;
import io.headrace.pipelines.core.TableFacts.Unfit;
import io.headrace.pipelines.core.reading.Reading.Columns;
import io.headrace.pipelines.core.reading.Reading.PlacedFeature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pipeline may ask of a table.
public final class TableRules {

    private static final String TABLE = "dataset.table";

    private final String author;
    private final List<Problem> problems = new ArrayList<>();

    private TableRules(String author) {
        this.author = author;
    }

    /// Everything that keeps `author`'s pipeline from being trained on this table.
    public static List<Problem> check(Columns columns, TableFacts facts, String author) {
        TableRules rules = new TableRules(author);
        switch (facts) {
            case NotAsked _ -> {}
            case Missing missing ->
                rules.note(
                        TABLE,
                        "there is no table %s in the source%s"
                                .formatted(missing.table(), Suggestion.forTable(missing.table(), missing.others())));
            case Unfit unfit ->
                rules.note(
                        TABLE,
                        "%s is %s, of which no changes can be captured; name an ordinary table"
                                .formatted(unfit.table(), unfit.what()));
            case Found found -> rules.check(columns, found);
        }
        return List.copyOf(rules.problems);
    }

    private void check(Columns columns, Found found) {
        if (found.primaryKey().isEmpty()) {
            note(
                    TABLE,
                    "%s has no primary key, which tells a changed row from a new one; add one"
                            .formatted(found.table()));
        }
        if (!found.shared()) {
            note(
                    TABLE,
                    "%s is not shared with Headrace; its owner can: select headrace.share('%s')"
                            .formatted(found.table(), SqlName.table(found.table())));
        }
        if (!found.authorMayRead()) {
            note(
                    TABLE,
                    "%s may not read %s; its owner can: grant select on %s to %s"
                            .formatted(author, found.table(), SqlName.table(found.table()), SqlName.of(author)));
        }
        label(columns.label(), found);
        columns.features().forEach(placed -> feature(placed, found));
        column("dataset.split.by", columns.by(), found);
    }

    private void label(@Nullable Label label, Found found) {
        Column column = column("dataset.label", label == null ? null : label.column(), found);
        if (label != null && column != null && column.kind() != needed(label.type())) {
            note(
                    "dataset.label",
                    "\"%s\" is %s%s".formatted(label.column(), column.type(), wayOut("label", label.column(), column)));
        }
    }

    private static ColumnKind needed(FeatureType type) {
        return switch (type) {
            case NUMERIC -> ColumnKind.NUMERIC;
            case BOOLEAN -> ColumnKind.BOOLEAN;
            case CATEGORICAL -> ColumnKind.TEXT;
            case DATE -> ColumnKind.TEMPORAL;
        };
    }

    private void feature(PlacedFeature placed, Found found) {
        Feature feature = placed.feature();
        Column column = column(placed.path(), feature.column(), found);
        if (column != null && column.kind() != needed(feature.type())) {
            note(
                    placed.path(),
                    "\"%s\" is %s%s"
                            .formatted(feature.column(), column.type(), wayOut("feature", feature.column(), column)));
        }
    }

    /// @param use feature or label
    private static String wayOut(String use, String name, Column column) {
        return switch (column.kind()) {
            case NUMERIC -> ", which is numeric; write %s alone".formatted(name);
            case BOOLEAN -> "; write {column: %s, type: boolean}".formatted(name);
            case TEXT ->
                use.equals("label")
                        ? "; write {column: %s, type: categorical, values: [class, …]}".formatted(name)
                        : "; write {column: %s, type: categorical, values: [reference, …]}, or {column: %s, transform: {hash: 64}}"
                                .formatted(name, name);
            case TEMPORAL ->
                use.equals("label")
                        ? ", which no label can be; choose a numeric, boolean or text column"
                        : "; write {column: %s, transform: {date-parts: [year, month]}}".formatted(name);
            case GENERATED, OTHER ->
                ", which no %s can be; choose a numeric, boolean or text column%s"
                        .formatted(use, use.equals("label") ? "" : ", or a date or time");
        };
    }

    /// The named column where the pipeline can use it at all.
    private @Nullable Column column(String path, @Nullable String name, Found found) {
        if (name == null) {
            return null;
        }
        Column column = found.columns().get(name);
        if (column == null) {
            note(
                    path,
                    "%s has no column \"%s\"%s"
                            .formatted(
                                    found.table(),
                                    name,
                                    Suggestion.forColumn(name, found.columns().keySet())));
            return null;
        }
        if (column.kind() == ColumnKind.GENERATED) {
            note(
                    path,
                    "\"%s\" is a generated column, which PostgreSQL does not replicate; use the columns it is made of"
                            .formatted(name));
            return null;
        }
        return column;
    }

    private void note(String path, String sentence) {
        problems.add(new Problem(path, sentence));
    }
}
