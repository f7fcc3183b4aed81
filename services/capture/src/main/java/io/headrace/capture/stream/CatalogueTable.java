package io.headrace.capture.stream;

import io.headrace.capture.core.RowShape;
import io.headrace.capture.rows.TableName;
import java.util.List;
import java.util.Optional;

/// A shared table as the catalogue shows it.
///
/// @param fingerprint of everything whose change means that the rows must be read again
/// @param leftOut columns of types that cannot be read, with their types
/// @param refusal why the table cannot be captured
public record CatalogueTable(
        TableName name, String fingerprint, RowShape shape, List<String> leftOut, Optional<String> refusal) {}
