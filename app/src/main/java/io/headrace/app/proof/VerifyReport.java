package io.headrace.app.proof;

import io.headrace.app.commands.Print;
import io.headrace.dataset.stream.Content;
import io.headrace.dataset.stream.RowComparison.Difference;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was compared, and how it came out.
final class VerifyReport {

    private static final List<String> TITLES = List.of("WHAT", "AT", "ROWS", "DIGEST", "");
    private static final int DIGEST_CHARACTERS = 16;
    private static final String EQUAL = "equal";
    private static final String DIFFERENT = "NOT EQUAL";

    private final List<Entry> entries = new ArrayList<>();

    /// A table with its topic and datasets.
    private record Entry(TableResult table, List<DatasetResult> datasets) {}

    void add(TableResult table, List<DatasetResult> datasets) {
        entries.add(new Entry(table, List.copyOf(datasets)));
    }

    boolean holds() {
        return entries.stream()
                .allMatch(entry ->
                        entry.table().holds() && entry.datasets().stream().allMatch(DatasetResult::holds));
    }

    void print(PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        for (Entry entry : entries) {
            TableResult table = entry.table();
            lines.add(line("table " + table.table(), "LSN " + lsn(table.at().lsn()), table.inTable(), ""));
            lines.add(line(
                    "topic " + table.topic(),
                    "cut " + table.at().cut(),
                    table.inTopic(),
                    table.holds() ? EQUAL : DIFFERENT));
            entry.datasets().forEach(dataset -> lines.add(line(dataset)));
        }
        Print.table(out, TITLES, lines);
        entries.forEach(entry -> explain(out, entry));
        out.flush();
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("holds", holds());
        tree.put("tables", entries.stream().map(VerifyReport::tree).toList());
        return tree;
    }

    private static List<String> line(String what, String at, Content content, String verdict) {
        return List.of(what, at, String.valueOf(content.rows()), brief(content.digest()), verdict);
    }

    private static List<String> line(DatasetResult dataset) {
        return List.of(
                "dataset " + dataset.revision(),
                dataset.cut() == 0 ? "" : "cut " + dataset.cut(),
                dataset.rows() + (dataset.refused() == 0 ? "" : " + %d refused".formatted(dataset.refused())),
                brief(dataset.digest()),
                dataset.holds() ? EQUAL : DIFFERENT);
    }

    private static void explain(PrintWriter out, Entry entry) {
        TableResult table = entry.table();
        if (table.at().unreadable() > 0) {
            out.println("%s: left out because they cannot be read: %,d; the first is %s"
                    .formatted(
                            table.topic(), table.at().unreadable(), table.at().firstUnreadable()));
        }
        if (!table.holds()) {
            out.println("%s and its topic differ; the first keys:".formatted(table.table()));
            table.differences().forEach(difference -> out.println("  " + sentence(difference)));
        }
        entry.datasets()
                .forEach(dataset -> dataset.problems()
                        .forEach(problem -> out.println("%s: %s".formatted(dataset.revision(), problem))));
    }

    /// Of a row that both have, only the columns that differ.
    private static String sentence(Difference difference) {
        String key = String.join(", ", difference.key());
        SortedMap<String, String> topic = difference.folded();
        SortedMap<String, String> table = difference.other();
        if (topic == null || table == null) {
            return table == null
                    ? "%s: only in the topic: %s".formatted(key, Print.brief(columns(topic)))
                    : "%s: only in the table: %s".formatted(key, Print.brief(columns(table)));
        }
        TreeSet<String> names = new TreeSet<>(table.keySet());
        names.addAll(topic.keySet());
        return "%s: %s"
                .formatted(
                        key,
                        Print.brief(names.stream()
                                .filter(name ->
                                        !String.valueOf(table.get(name)).equals(String.valueOf(topic.get(name))))
                                .map(name -> "%s is %s in the table, %s in the topic"
                                        .formatted(name, table.get(name), topic.get(name)))
                                .collect(Collectors.joining("; "))));
    }

    private static String columns(@Nullable SortedMap<String, String> columns) {
        return columns == null
                ? ""
                : columns.entrySet().stream()
                        .map(column -> column.getKey() + " " + column.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, @Nullable Object> tree(Entry entry) {
        TableResult table = entry.table();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("table", table.table());
        tree.put("holds", table.holds());
        tree.put("lsn", lsn(table.at().lsn()));
        tree.put("rows", table.inTable().rows());
        tree.put("digest", table.inTable().digest());
        Map<String, @Nullable Object> topic = new LinkedHashMap<>();
        topic.put("topic", table.topic());
        topic.put("cut", table.at().cut());
        topic.put("rows", table.inTopic().rows());
        topic.put("digest", table.inTopic().digest());
        topic.put("unreadable", table.at().unreadable());
        topic.put("first_unreadable", table.at().firstUnreadable());
        tree.put("topic", topic);
        tree.put(
                "differences",
                table.differences().stream().map(VerifyReport::tree).toList());
        tree.put("datasets", entry.datasets().stream().map(VerifyReport::tree).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Difference difference) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("key", difference.key());
        tree.put("table", difference.other());
        tree.put("topic", difference.folded());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(DatasetResult dataset) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("pipeline", dataset.revision().pipeline());
        tree.put("revision", dataset.revision().number());
        tree.put("holds", dataset.holds());
        tree.put("cut", dataset.cut());
        tree.put("rows", dataset.rows());
        tree.put("refused", dataset.refused());
        tree.put("digest", dataset.digest());
        tree.put("problems", dataset.problems());
        return tree;
    }

    private static String brief(String digest) {
        return digest.length() <= DIGEST_CHARACTERS ? digest : digest.substring(0, DIGEST_CHARACTERS);
    }

    /// As PostgreSQL writes it.
    private static String lsn(long lsn) {
        return "%X/%X".formatted(lsn >>> Integer.SIZE, lsn & 0xffff_ffffL);
    }
}
