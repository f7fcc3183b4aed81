package io.headrace.app.reference;

import java.util.List;
import java.util.Set;

/// A table or view as PostgreSQL knows it.
///
/// @param about its comment; empty: it has none
/// @param grants who may do what, in words
/// @param checks what a row must fulfil
record Relation(
        String name, boolean isView, String about, List<Column> columns, List<Grant> grants, List<String> checks) {

    /// The roles that people are given.
    private static final Set<String> PEOPLE = Set.of("headrace_author", "headrace_operator", "headrace_reader");

    /// @param rule such as `primary key`; may be empty
    /// @param about its comment; may be empty
    record Column(String name, String type, String rule, String about) {}

    record Grant(String role, String what) {}

    boolean isForPeople() {
        return grants.stream().anyMatch(grant -> PEOPLE.contains(grant.role()));
    }
}
