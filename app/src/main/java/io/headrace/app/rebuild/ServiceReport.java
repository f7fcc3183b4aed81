package io.headrace.app.rebuild;

import io.headrace.kernel.checkpoint.StateDifference;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a rebuild of a service found.
///
/// @param differences between what it kept and what the topics say
/// @param check whether it was only to compare
record ServiceReport(String service, List<StateDifference> differences, boolean check) {

    private static final int SHOWN = 10;

    ServiceReport {
        differences = List.copyOf(differences);
    }

    boolean holds() {
        return !check || differences.isEmpty();
    }

    void print(PrintWriter out) {
        differences.stream().limit(SHOWN).forEach(difference -> {
            out.println(difference.aggregateId());
            out.println("  kept    " + (difference.live() == null ? "nothing" : difference.live()));
            out.println("  topics  " + (difference.rebuilt() == null ? "nothing" : difference.rebuilt()));
        });
        if (differences.size() > SHOWN) {
            out.println("%,d more".formatted(differences.size() - SHOWN));
        }
        out.println(verdict());
        out.flush();
    }

    private String verdict() {
        if (!check) {
            return differences.isEmpty()
                    ? "%s is made again; its states are what they were".formatted(service)
                    : "%s is made again; %s as they are now".formatted(service, count("was not", "were not"));
        }
        return differences.isEmpty()
                ? "equal: the states of %s are what the topics say".formatted(service)
                : "%s what the topics say: stop `headrace up`, and `headrace rebuild %s` makes them again"
                        .formatted(count("is not", "are not"), service);
    }

    private String count(String one, String many) {
        return differences.size() == 1 ? "1 state " + one : "%,d states %s".formatted(differences.size(), many);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("service", service);
        json.put("equal", differences.isEmpty());
        json.put("rebuilt", !check);
        List<Object> states = new ArrayList<>();
        differences.forEach(difference -> {
            Map<String, @Nullable Object> state = new LinkedHashMap<>();
            state.put("aggregate", difference.aggregateId());
            state.put("kept", difference.live());
            state.put("topics", difference.rebuilt());
            states.add(state);
        });
        json.put("differing", states);
        return json;
    }
}
