package io.headrace.app.torture;

import io.headrace.app.Environment;
import io.headrace.app.JavaCommand;
import io.headrace.embedded.GuardedProgram;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One copy of some services, in a process of its own.
///
/// @param name such as `capture-1`
/// @param instance which copy, from 1
/// @param services that run in it
record ServiceProcess(String name, int instance, List<String> services, GuardedProgram program) {

    /// How services are spread over processes: what is killed, is killed together.
    static final Map<String, List<String>> GROUPS = groups();

    private static final Duration STOP_MAX = Duration.ofSeconds(45);

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("capture", List.of("capture"));
        groups.put("dataset", List.of("dataset"));
        groups.put("deciders", List.of("pipelines", "training", "worker", "validation", "deployment", "incidents"));
        groups.put("registry", List.of("registry"));
        return groups;
    }

    /// Starts a copy of a group.
    static ServiceProcess start(Environment environment, String group, int instance) {
        List<String> services = GROUPS.getOrDefault(group, List.of());
        List<String> command = JavaCommand.headrace("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        command.add("run");
        command.addAll(services);
        Map<String, String> variables = new LinkedHashMap<>(environment.variables());
        variables.put("HEADRACE_INSTANCE", String.valueOf(instance));
        String name = group + "-" + instance;
        return new ServiceProcess(
                name, instance, services, GuardedProgram.start(environment.data(), name, command, variables));
    }

    /// What its connections to PostgreSQL are called, as a pattern of `like`.
    List<String> connections() {
        return services.stream()
                .flatMap(service -> service.equals("capture")
                        ? Stream.of("headrace-capture%", "Debezium%")
                        : Stream.of("headrace-" + service + "%"))
                .toList();
    }

    /// Whether every service has said since its last start that it runs.
    boolean isRunning() {
        String text = program.text();
        return services.stream().allMatch(service -> text.contains(service + " is running"));
    }

    /// Stops it as an operator does.
    ///
    /// @return whether it ended in time; else it was killed
    boolean stop() {
        boolean ended = program.stop(STOP_MAX);
        if (!ended) {
            program.kill();
        }
        return ended;
    }
}
