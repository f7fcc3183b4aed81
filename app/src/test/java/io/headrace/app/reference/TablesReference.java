package io.headrace.app.reference;

import java.util.List;
import java.util.stream.Collectors;

/// The tables and views of an installation as a page.
final class TablesReference {

    private static final String INTRODUCTION = """
            # Tables and views

            Written from a PostgreSQL that was migrated. Everything lies in Headrace's own database. Roles are groups that nobody logs in with; a person gets one with `grant headrace_author to ann`:

            | role | for |
            |---|---|
            | `headrace_author` | those who write pipelines |
            | `headrace_operator` | those who approve, roll back, acknowledge and ask for other things |
            | `headrace_reader` | those who look |
            | `headrace_service` | services; no person |

            A source database gets no table, but the functions `headrace.share(table)` and `headrace.unshare(table)`, and the publication `headrace`, which holds the shared tables.

            """;

    private TablesReference() {}

    static String of(List<Relation> relations) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        relations.stream().filter(Relation::isForPeople).forEach(relation -> page.append(section(relation)));
        page.append("## Not for people\nOf services alone; their columns are no promise: %s.\n"
                .formatted(relations.stream()
                        .filter(relation -> !relation.isForPeople())
                        .map(relation -> "`%s`".formatted(relation.name()))
                        .collect(Collectors.joining(", "))));
        return page.toString();
    }

    private static String section(Relation relation) {
        return """
                ## `%s`
                %s: %s

                %s

                | column | type | | |
                |---|---|---|---|
                %s

                %s""".formatted(
                relation.name(),
                relation.isView() ? "View" : "Table",
                Page.cell(relation.about()),
                relation.grants().stream()
                        .map(grant -> "`%s` may %s.".formatted(grant.role(), grant.what()))
                        .collect(Collectors.joining(" ")),
                relation.columns().stream()
                        .map(column -> "| `%s` | %s | %s | %s |"
                                .formatted(column.name(), column.type(), column.rule(), Page.cell(column.about())))
                        .collect(Collectors.joining("\n")),
                checks(relation.checks()));
    }

    private static String checks(List<String> checks) {
        return checks.isEmpty() ? "" : "```sql\n%s\n```\n\n".formatted(String.join("\n", checks));
    }
}
