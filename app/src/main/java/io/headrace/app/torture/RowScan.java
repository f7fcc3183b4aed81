package io.headrace.app.torture;

import io.headrace.app.Environment;
import io.headrace.app.torture.Ledger.Transaction;
import io.headrace.dataset.RegistryWire;
import io.headrace.events.Cut;
import io.headrace.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Row topics and the list of cuts, as a plain consumer reads them, against the ledger.
final class RowScan {

    private final PlainReader reader;
    private final Findings findings;
    private final RegistryWire wire;
    private final Map<String, CutParts> tables = new LinkedHashMap<>();
    private final Map<Long, Long> cuts = new HashMap<>();
    private final ChangeCount count = new ChangeCount();

    RowScan(Environment environment, RegistryWire wire, Findings findings) {
        this.reader = new PlainReader(environment.kafka().bootstrap());
        this.findings = findings;
        this.wire = wire;
    }

    /// Compares everything; no service may write any more.
    ChangeCount compare(List<Transaction> committed) {
        for (String table : Tables.ALL) {
            CutParts parts = new CutParts(table, wire, findings);
            read(Topics.rows(Environment.SOURCE, "public", table), parts::take);
            tables.put(table, parts);
        }
        locate();
        Map<Long, Transaction> known = new HashMap<>();
        committed.forEach(transaction -> known.put(transaction.number(), transaction));
        Map<String, Map<Long, CutParts.Part>> parts = new HashMap<>();
        tables.forEach((table, its) -> parts.put(table, its.all()));
        new Unmarked(cuts, known).locate(parts);
        for (String table : Tables.ALL) {
            new PartComparison(table, parts(table), cuts, known, findings).into(count);
        }
        new CommitOrder(cuts, findings).check(committed);
        listed(whole().keySet());
        return count;
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        if (!reader.read(topic, taker)) {
            findings.add(Promise.CUTS, "%s cannot be read to its end: a transaction is still open".formatted(topic));
        }
    }

    private Map<Long, CutParts.Part> parts(String table) {
        return Objects.requireNonNull(tables.get(table)).all();
    }

    /// Which cut a transaction is, by its mark.
    private void locate() {
        parts(Tables.MARK).forEach((cut, part) -> {
            if (part.marks().size() > 1) {
                findings.add(Promise.CUTS, "cut %d holds transactions %s".formatted(cut, part.marks()));
            }
            for (long number : part.marks()) {
                Long before = cuts.put(number, cut);
                if (before != null) {
                    findings.add(Promise.CHANGES, "transaction %d is cut %d and cut %d".formatted(number, before, cut));
                }
            }
        });
    }

    /// Every cut ends in as many topics as its headers say.
    private Map<Long, Integer> whole() {
        Map<Long, Integer> ended = new HashMap<>();
        tables.values()
                .forEach(table -> table.all().forEach((cut, part) -> {
                    if (part.isEnded()) {
                        ended.merge(cut, 1, Integer::sum);
                    }
                }));
        tables.values()
                .forEach(table -> table.all().forEach((cut, part) -> {
                    if (ended.getOrDefault(cut, 0) != part.touches()) {
                        findings.add(
                                Promise.CUTS,
                                "cut %d touches %d topics and has ended in %d"
                                        .formatted(cut, part.touches(), ended.getOrDefault(cut, 0)));
                    }
                }));
        return ended;
    }

    /// The list has the cuts that have ended, in their order.
    private void listed(Set<Long> ended) {
        List<Long> listed = new ArrayList<>();
        read(Topics.cuts(Environment.SOURCE), message -> {
            long number = ((Cut) wire.decode(message.value())).getNumber();
            if (!listed.isEmpty() && number <= listed.getLast()) {
                findings.add(Promise.CUTS, "the list has cut %d behind cut %d".formatted(number, listed.getLast()));
            }
            listed.add(number);
        });
        Set<Long> missing = new TreeSet<>(ended);
        listed.forEach(missing::remove);
        if (!missing.isEmpty() || listed.size() != ended.size()) {
            findings.add(
                    Promise.CUTS,
                    "the list has %d cuts and the topics %d; it lacks %s"
                            .formatted(listed.size(), ended.size(), missing));
        }
    }

    /// Reads with the registry of an installation.
    static RegistryWire wire(Environment environment) {
        return new RegistryWire(environment.registry(), "the scan");
    }
}
