package io.headrace.app.commands;

import io.headrace.app.commands.LetterState.State;
import io.headrace.app.commands.ServiceGroups.Service;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `headrace status`: healthy? where slow? what is stuck?
@Command(
        name = "status",
        description = {
            "Tells whether everything works, how fresh the models are, and what waits for a person.",
            "Exits with 1 where something is not healthy."
        })
public final class StatusCommand implements Callable<Integer> {

    private static final List<String> SERVICES =
            List.of("pipelines", "dataset", "training", "worker", "validation", "deployment", "incidents");

    /// Opens no incident for what it cannot take itself.
    private static final String SILENT = "incidents";

    @Mixin
    private Output output = new Output();

    /// What was found.
    ///
    /// @param complaints what is wrong, a sentence each; empty: healthy
    private record Findings(
            List<Service> services,
            List<Row> slots,
            List<Row> pipelines,
            List<Row> freshness,
            List<Row> incidents,
            Map<String, Long> letters,
            List<String> complaints) {}

    @Override
    public Integer call() {
        Findings findings = look();
        if (output.json()) {
            Print.json(output.out(), json(findings));
        } else {
            print(output.out(), findings);
        }
        return findings.complaints().isEmpty() ? 0 : 1;
    }

    private Findings look() {
        List<Service> services = ServiceGroups.ask(output.environment());
        try (Session session = output.session()) {
            List<Row> slots = session.rows(StatusQueries.SLOTS);
            List<Row> incidents = session.rows(StatusQueries.INCIDENTS);
            List<String> complaints = new ArrayList<>();
            SERVICES.forEach(name -> complain(name, services, complaints));
            complain(output.environment().ownSlots(), slots, complaints);
            session.rows(StatusQueries.TROUBLES).forEach(trouble -> complaints.add(trouble.text("sentence")));
            Map<String, Long> letters = letters(session);
            if (letters.containsKey(SILENT)) {
                complaints.add("the service %s has put %s aside; `headrace dead-letters list %s` says what"
                        .formatted(SILENT, letters(letters.get(SILENT)), SILENT));
            }
            incidents.stream()
                    .filter(incident -> !complaints.contains(incident.text("sentence")))
                    .forEach(incident -> complaints.add("incident %s (%s): %s"
                            .formatted(
                                    incident.text("incident"),
                                    Print.times(incident.number("occurrences")),
                                    incident.text("sentence"))));
            return new Findings(
                    services,
                    slots,
                    session.rows(StatusQueries.PIPELINES),
                    session.rows(StatusQueries.FRESHNESS),
                    incidents,
                    letters,
                    complaints);
        }
    }

    /// How many letters are open, by service; no service without any.
    private Map<String, Long> letters(Session session) {
        Map<String, Long> open = new TreeMap<>();
        try (DeadLetterBox box = new DeadLetterBox(output.environment())) {
            box.forEach(session, letter -> {
                if (letter.state() == State.OPEN) {
                    open.merge(letter.letter().service(), 1L, Long::sum);
                }
            });
        }
        return open;
    }

    private static String letters(@Nullable Long count) {
        return count != null && count == 1 ? "a letter" : count + " letters";
    }

    private static void complain(String name, List<Service> services, List<String> complaints) {
        List<Service> copies =
                services.stream().filter(service -> service.isOf(name)).toList();
        if (copies.isEmpty()) {
            complaints.add("the service %s has never run here: start it".formatted(name));
        }
        copies.stream().flatMap(service -> service.complaint().stream()).forEach(complaints::add);
    }

    /// Of slots that are there and not read, and of those that are not there.
    private static void complain(List<String> ours, List<Row> slots, List<String> complaints) {
        ours.stream()
                .filter(name ->
                        slots.stream().noneMatch(slot -> slot.text("slot").equals(name)))
                .forEach(name -> complaints.add(
                        "the slot %s is not there: nothing is captured through it; `headrace doctor` looks for why"
                                .formatted(name)));
        slots.stream()
                .filter(slot -> !slot.is("active") || !slot.text("wal_status").matches("reserved|extended"))
                .forEach(slot -> complaints.add(
                        "the slot %s is %s, its WAL %s: nothing is captured through it; start capture, or see its log"
                                .formatted(
                                        slot.text("slot"),
                                        slot.is("active") ? "active" : "not active",
                                        slot.text("wal_status"))));
    }

    private static Map<String, @Nullable Object> json(Findings findings) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("healthy", findings.complaints().isEmpty());
        json.put("complaints", findings.complaints());
        json.put(
                "services",
                findings.services().stream()
                        .map(service -> Map.of(
                                "name", service.name(),
                                "state", service.state(),
                                "members", service.members(),
                                "behind", service.behind()))
                        .toList());
        json.put("slots", findings.slots());
        json.put("pipelines", findings.pipelines());
        json.put("freshness", findings.freshness());
        json.put("incidents", findings.incidents());
        json.put("open_letters", findings.letters());
        return json;
    }

    private static void print(PrintWriter out, Findings findings) {
        out.println(findings.complaints().isEmpty() ? "healthy" : "NOT healthy");
        findings.complaints().forEach(complaint -> out.println("  " + Print.brief(complaint)));
        out.println();
        Print.table(
                out,
                List.of("SERVICE", "STATE", "COPIES", "BEHIND"),
                findings.services().stream()
                        .map(service -> List.of(
                                service.name(),
                                service.state(),
                                String.valueOf(service.members()),
                                String.valueOf(service.behind())))
                        .toList());
        out.println();
        rows(out, findings.slots(), List.of("slot", "active", "wal_status", "wal_kept"));
        rows(
                out,
                findings.pipelines(),
                List.of(
                        "pipeline",
                        "revision",
                        "production",
                        "newest",
                        "state",
                        "pending",
                        "waits_for",
                        "held_by",
                        "no_run_because"));
        if (!findings.letters().isEmpty()) {
            Print.table(
                    out,
                    List.of("DEAD LETTERS OF", "OPEN"),
                    findings.letters().entrySet().stream()
                            .map(open -> List.of(open.getKey(), open.getValue().toString()))
                            .toList());
            out.println();
        }
        rows(out, findings.freshness(), List.of("pipeline", "deployments", "p50_ms", "p99_ms", "last"));
    }

    private static void rows(PrintWriter out, List<Row> rows, List<String> columns) {
        if (rows.isEmpty()) {
            return;
        }
        Print.table(
                out,
                columns.stream()
                        .map(column -> column.toUpperCase(Locale.ROOT).replace('_', ' '))
                        .toList(),
                rows.stream()
                        .map(row -> columns.stream().map(row::text).toList())
                        .toList());
        out.println();
    }
}
