package io.headrace.dataset.core;

/// How a column's values lie in a row topic. A decimal, a date or a JSON document is a text.
public enum Kind {
    INTEGER,
    FLOATING,
    BOOLEAN,
    TEXT,
    /// Nothing that a pipeline can be declared on.
    OTHER
}
