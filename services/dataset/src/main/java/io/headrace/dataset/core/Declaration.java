package io.headrace.dataset.core;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pipeline revision wants to know of a table.
///
/// @param origin tells two declarations of one name apart: a pipeline can be deleted and written anew
/// @param table `schema.table`, for messages
/// @param topic where the table's rows are
/// @param testShare 0 < share < 1
/// @param splitBy the column whose hash decides the split; null: the key
/// @param watch what is looked at in rows besides their sums
public record Declaration(
        RevisionId id,
        String origin,
        String table,
        String topic,
        Encoding encoding,
        double testShare,
        @Nullable String splitBy,
        Watch watch) {

    /// Declared columns: the features in order, then the label.
    public List<String> columns() {
        List<String> columns = new ArrayList<>(
                encoding.features().stream().map(Feature::column).toList());
        columns.add(encoding.label().column());
        return columns;
    }

    /// What no rows add up to.
    public Tally blank() {
        return new Tally(encoding.width(), watch.expectations().size());
    }
}
