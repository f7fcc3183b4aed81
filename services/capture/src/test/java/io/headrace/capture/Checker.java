package io.headrace.capture;

import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/// Judges what a plain consumer has read against the ledger.
final class Checker {

    private final Ledger ledger;
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, Set<String>> partitionsOfCut = new HashMap<>();
    private final Map<Long, Long> partsOfCut = new HashMap<>();
    private final Map<String, Long> cutOfPartition = new HashMap<>();
    private final Set<String> lastSeen = new HashSet<>();
    private long changes;

    Checker(Ledger ledger) {
        this.ledger = ledger;
    }

    List<String> faults() {
        return faults;
    }

    long changes() {
        return changes;
    }

    /// Judges one table by the messages of its topic, in order within each partition.
    void table(String table, List<TopicReader.Message> messages) {
        Map<Long, Long> rows = new HashMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        Map<Long, Long> transactions = new HashMap<>();
        Map<Long, Integer> partitionOf = new HashMap<>();
        for (TopicReader.Message message : messages) {
            String place = table + '-' + message.raw().partition();
            cut(place, message);
            if (message.has(RowHeaders.RESET)) {
                rows.keySet()
                        .removeIf(id -> partitionOf.getOrDefault(id, -1)
                                == message.raw().partition());
            } else if (!message.has(RowHeaders.COMPLETE) && !message.isTombstone()) {
                long id = (Long) message.keyed("id");
                partitionOf.put(id, message.raw().partition());
                change(table, id, rows, message);
                count(message, counts, transactions);
            }
        }
        whole(table, rows);
        counts(table, counts, transactions);
    }

    private void cut(String place, TopicReader.Message message) {
        long cut = message.number(RowHeaders.CUT);
        long before = cutOfPartition.getOrDefault(place, 0L);
        if (cut < before) {
            faults.add("%s goes from cut %d back to %d".formatted(place, before, cut));
        }
        if (cut == before && lastSeen.contains(place + cut)) {
            faults.add("%s has records behind the last of cut %d".formatted(place, cut));
        }
        cutOfPartition.put(place, cut);
        partitionsOfCut.computeIfAbsent(cut, c -> new HashSet<>()).add(place);
        long parts = message.number(RowHeaders.PARTS);
        if (partsOfCut.merge(cut, parts, (a, b) -> a.equals(b) ? a : Long.valueOf(-1)) == -1) {
            faults.add("the records of cut %d disagree on hr.parts".formatted(cut));
        }
        if (message.has(RowHeaders.LAST)) {
            lastSeen.add(place + cut);
        }
    }

    private void change(String table, long id, Map<Long, Long> rows, TopicReader.Message message) {
        String op = message.op();
        GenericRecord row = message.row(op.equals("d") ? "before" : "after");
        long version = (Long) row.get("v");
        Long before = rows.get(id);
        boolean right = switch (op) {
            case "r" -> before == null;
            case "c" -> before == null || (before < 0 && version == 1 - before);
            case "u" -> before != null && version == before + 1;
            case "d" -> before != null && version == before;
            default -> false;
        };
        if (!right) {
            faults.add("%s %d: %s to version %d after %s (offset %d)"
                    .formatted(table, id, op, version, before, message.raw().offset()));
        }
        rows.put(id, op.equals("d") ? -version : version);
        changes++;
    }

    private static void count(TopicReader.Message message, Map<Long, Integer> counts, Map<Long, Long> transactions) {
        String op = message.op();
        if (!op.equals("r")) {
            long cut = message.number(RowHeaders.CUT);
            counts.merge(cut, 1, Integer::sum);
            if (!op.equals("d")) {
                transactions.put(cut, (Long) message.row("after").get("tx"));
            }
        }
    }

    private void whole(String table, Map<Long, Long> rows) {
        ledger.versions(table).forEach((id, version) -> {
            long there = rows.getOrDefault(id, -1L);
            if (version > 0 ? there != version : there > 0) {
                faults.add("%s %d ends at version %d, the ledger says %d".formatted(table, id, there, version));
            }
        });
        rows.forEach((id, version) -> {
            if (version > 0 && ledger.versions(table).getOrDefault(id, 0L) <= 0) {
                faults.add("%s %d is a ghost at version %d".formatted(table, id, version));
            }
        });
    }

    private void counts(String table, Map<Long, Integer> counts, Map<Long, Long> transactions) {
        Set<Long> seen = new HashSet<>();
        counts.forEach((cut, count) -> {
            Long transaction = transactions.get(cut);
            Integer wanted = ledger.changes().get(new Ledger.Part(table, transaction == null ? -1 : transaction));
            if (!count.equals(wanted)) {
                faults.add("%s: cut %d holds %d changes of transaction %d, the ledger says %s"
                        .formatted(table, cut, count, transaction, wanted));
            }
            if (transaction != null && !seen.add(transaction)) {
                faults.add("%s: transaction %d stands in two cuts".formatted(table, transaction));
            }
        });
    }

    /// Compares the cuts that were seen with the topic that lists them.
    void cuts(List<TopicReader.Message> listed) {
        Set<Long> numbers = new HashSet<>();
        long before = 0;
        for (TopicReader.Message message : listed) {
            long number = message.field("number");
            if (number <= before || !numbers.add(number)) {
                faults.add("%s lists cut %d behind %d".formatted(Topics.cuts("main"), number, before));
            }
            before = number;
        }
        partitionsOfCut.forEach((cut, places) -> {
            boolean ended = places.stream().anyMatch(place -> lastSeen.contains(place + cut));
            if (ended != numbers.contains(cut)) {
                faults.add("cut %d: listed %s, ended in a partition %s".formatted(cut, numbers.contains(cut), ended));
            }
            if (ended && places.size() != partsOfCut.getOrDefault(cut, -1L)) {
                faults.add("cut %d touches %s but hr.parts says %d".formatted(cut, places, partsOfCut.get(cut)));
            }
            if (ended && !places.stream().allMatch(place -> lastSeen.contains(place + cut))) {
                faults.add("cut %d is not ended in each of %s".formatted(cut, places));
            }
        });
    }
}
