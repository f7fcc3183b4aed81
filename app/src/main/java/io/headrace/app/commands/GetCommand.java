package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `headrace get`: the pipelines, or one as a file.
@Command(
        name = "get",
        description = {
            "Lists the pipelines, or prints one as the file that `apply` takes.",
        })
public final class GetCommand implements Callable<Integer> {

    private static final List<String> TITLES =
            List.of("PIPELINE", "REVISION", "PRODUCTION", "FIGURE", "NEWEST", "STATE", "INCIDENTS");

    private static final List<String> KEYS = List.of(
            "pipeline",
            "dataset",
            "trainer",
            "trigger",
            "gates",
            "rollout",
            "forget",
            "slices",
            "table",
            "label",
            "features",
            "nulls",
            "split",
            "column",
            "type",
            "values",
            "transform",
            "test",
            "by",
            "kind",
            "l2",
            "changes",
            "share",
            "quiet",
            "schedule",
            "min-interval",
            "max-wait",
            "cron",
            "zone",
            "within",
            "retire",
            "metric");

    @Mixin
    private Output output = new Output();

    @Parameters(arity = "0..1", paramLabel = "PIPELINE", description = "Its name; none: list them all.")
    private @Nullable String pipeline;

    @Override
    public Integer call() {
        try (Session session = output.session()) {
            if (pipeline == null) {
                list(session.rows("""
                        select pipeline, revision, production_version, rmse, figures, newest_version, newest_state,
                               open_incidents, refused_for, held_by
                        from headrace_registry.pipeline_status where not deleted order by pipeline
                        """));
            } else {
                one(session, pipeline);
            }
        }
        return 0;
    }

    private void list(List<Row> rows) {
        if (output.json()) {
            Print.json(output.out(), rows);
        } else {
            Print.table(
                    output.out(), TITLES, rows.stream().map(GetCommand::cells).toList());
        }
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.text("pipeline"),
                row.has("revision") ? row.text("revision") : "refused",
                row.has("production_version") ? "v" + row.text("production_version") : "",
                new VersionFigures(row).brief(),
                row.has("newest_version") ? "v" + row.text("newest_version") : "",
                row.text("newest_state"),
                row.text("open_incidents"));
    }

    private void one(Session session, String name) {
        Row row = session.row("select spec from headrace.pipeline where name = ?", name)
                .orElseThrow(() -> CommandFailure.failed(
                        "there is no pipeline %s; `headrace get` lists those there are".formatted(name)));
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("pipeline", name);
        if (row.value("spec") instanceof Map<?, ?> spec) {
            spec.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        Object file = inOrder(all);
        if (output.json()) {
            Print.json(output.out(), file);
        } else {
            output.out().print(new Dump(DumpSettings.builder().build()).dumpToString(file));
            output.out().flush();
        }
    }

    /// A specification with its keys as people write them; PostgreSQL keeps no order.
    private static @Nullable Object inOrder(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
                map.keySet().stream()
                        .map(String::valueOf)
                        .sorted(Comparator.comparingInt(GetCommand::place))
                        .forEach(key -> ordered.put(key, inOrder(map.get(key))));
                yield ordered;
            }
            case List<?> list ->
                list.stream().<@Nullable Object>map(GetCommand::inOrder).toList();
            case null, default -> tree;
        };
    }

    private static int place(String key) {
        int place = KEYS.indexOf(key);
        return place < 0 ? KEYS.size() : place;
    }
}
