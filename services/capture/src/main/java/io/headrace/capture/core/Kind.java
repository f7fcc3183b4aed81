package io.headrace.capture.core;

/// How the values of a column travel.
///
/// Everything that is not a plain binary number or a truth value travels as PostgreSQL's own text (ISO dates, UTC),
/// because no other form holds all values of `numeric`, `date` and `timestamp`.
public enum Kind {
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    TEXT
}
