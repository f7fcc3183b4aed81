package io.headrace.app.doctor;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.Source;
import io.headrace.app.commands.Output;
import io.headrace.app.commands.Print;
import io.headrace.app.commands.Session;
import io.headrace.app.doctor.Finding.Level;
import io.headrace.app.doctor.PostgresExam.Holds;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.Unreadable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `headrace doctor`.
@Command(
        name = "doctor",
        description = {
            "Looks at the servers of an installation, whether or not services run: versions, rights, settings, slots and"
                    + " the WAL they keep, shared tables, topics, clocks. For every point that is not as it must be it"
                    + " prints what to run to mend it.",
            "Exits with 1 where something must be mended; warnings alone give 0."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String POSTGRES = "see that it runs and that the address and role are right";

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Environment environment = output.environment();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(own(environment));
        environment.sources().stream()
                .filter(source -> !environment.isInside(source))
                .forEach(source -> findings.addAll(apart(environment, source)));
        findings.addAll(reached(
                "Kafka",
                "see that it runs at %s and that its settings are right"
                        .formatted(environment.kafka().bootstrap()),
                () -> {
                    try (Admin admin = Admin.create(environment
                            .kafka()
                            .client(Map.of(
                                    "default.api.timeout.ms",
                                    (int) PATIENCE.toMillis(),
                                    "request.timeout.ms",
                                    5_000)))) {
                        return new KafkaExam(admin, environment).findings();
                    }
                }));
        findings.addAll(reached(
                "schema registry",
                "see that it runs at %s".formatted(environment.registry()),
                () -> registry(environment.registry())));
        report(findings);
        return findings.stream().anyMatch(finding -> finding.level() == Level.FAILED) ? 1 : 0;
    }

    private static List<Finding> own(Environment environment) {
        boolean hasSource = environment.sources().stream().anyMatch(environment::isInside);
        return reached("PostgreSQL", POSTGRES, () -> {
            try (Session session = Session.open(environment)) {
                Holds holds = new Holds(true, hasSource);
                return new PostgresExam(session, "PostgreSQL", environment.ownSlots(), holds).findings();
            }
        });
    }

    private static List<Finding> apart(Environment environment, Source source) {
        String subject = "PostgreSQL of the source " + source.name();
        return reached(subject, POSTGRES, () -> {
            try (Session session = Session.open(environment, source)) {
                List<String> slots = List.of(source.capture().slot());
                return new PostgresExam(session, subject, slots, new Holds(false, true)).findings();
            }
        });
    }

    /// A server that does not answer is a finding; the others are looked at all the same.
    private static List<Finding> reached(String subject, String mend, Supplier<List<Finding>> exam) {
        try {
            return exam.get();
        } catch (CommandFailure | Unavailable | Unreadable | KafkaException e) {
            return List.of(Finding.failed(subject, String.valueOf(e.getMessage()), mend));
        }
    }

    private static List<Finding> registry(RegistryAddress address) {
        try (SchemaRegistry registry = new SchemaRegistry(address)) {
            return List.of(Finding.ok(
                    "schema registry",
                    "it answers at %s and has %,d subjects".formatted(address, registry.subjects())));
        }
    }

    private void report(List<Finding> findings) {
        if (output.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("healthy", findings.stream().noneMatch(finding -> finding.level() == Level.FAILED));
            json.put("findings", findings.stream().map(Finding::json).toList());
            Print.json(output.out(), json);
            return;
        }
        PrintWriter out = output.out();
        findings.forEach(finding -> {
            out.println("%-8s %s: %s".formatted(finding.level(), finding.subject(), finding.sentence()));
            if (!finding.mend().isEmpty()) {
                out.println("         → " + finding.mend());
            }
        });
        out.flush();
    }
}
