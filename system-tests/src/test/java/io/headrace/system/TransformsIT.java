package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.app.Environment;
import io.headrace.client.Headrace;
import io.headrace.client.Subscription;
import io.headrace.client.onnx.CurrentOnnxModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of raw columns whose transforms are in them.
final class TransformsIT {

    private static final String PIPELINE = """
            pipeline: trip
            dataset:
              table: public.trip
              label: %s
              features:
                - {column: km, transform: [log%s]}
                - {column: street, transform: {hash: 16}}
                - {column: started, transform: {date-parts: [month, day-of-week, hour]}}
            trainer: %s
            trigger: {changes: 1, quiet: 100ms}
            gates: [{metric: %s}]
            """;

    @TempDir
    Path folder;

    @Test
    void aModelTransformsTheRawColumnsThatItIsAskedWith() throws Exception {
        try (Workplace at = Workplace.open(folder)) {
            tripsWhoseMinutesAreSums(at);
            aRidgeFindsEveryWeight(at);
            aTripOfNoLengthIsLeftOut(at);
            aSubscriberAsksWithRawColumns(at);
            treesLearnOfTheSameColumns(at);
            everythingHolds(at.terminal());
        }
    }

    private static void tripsWhoseMinutesAreSums(Workplace at) throws Exception {
        at.database()
                .transaction(List.of(
                        "create table trip (id int primary key, km float8, street text, started timestamptz,"
                                + " minutes float8, late boolean)",
                        """
                        insert into trip (id, km, street, started)
                        select n, exp(n * 7919 % 16001 / 4000.0 - 1),
                               (array['Elm Street', 'Oak Lane', 'Ash Road'])[1 + n % 3],
                               timestamptz '2023-01-01 00:00:00+00' + n * interval '7 hours 13 minutes 0.25 seconds'
                        from generate_series(1, 1500) n""",
                        """
                        update trip set minutes = 5 + 2 * ln(km) + case street when 'Oak Lane' then 4 else 0 end
                                + 0.5 * extract(month from started at time zone 'UTC')
                                - 0.25 * extract(isodow from started at time zone 'UTC')
                                + 0.125 * extract(hour from started at time zone 'UTC')""",
                        "update trip set late = minutes > 12"));
    }

    /// Its gate lets through nothing that is wrong by more than a hundred-thousandth.
    private static void aRidgeFindsEveryWeight(Workplace at) throws Exception {
        String _ = at.terminal()
                .apply(at.file(
                        "trip.yaml",
                        PIPELINE.formatted(
                                "minutes", ", standardize", "{kind: ridge, l2: 0.000001}", "rmse, at-most: 0.00001")));
        at.inProduction("trip", 1);
    }

    private static void aTripOfNoLengthIsLeftOut(Workplace at) {
        at.database().execute("update trip set km = 0 where id = 7");
        at.inProduction("trip", 2);
        assertThat(
                        at.database()
                                .texts(
                                        "select refused_rows::text from headrace_registry.version where pipeline = 'trip' and version = 2"))
                .singleElement()
                .asString()
                .contains("km is not above 0 and has no logarithm");
    }

    private static void aSubscriberAsksWithRawColumns(Workplace at) throws Exception {
        Environment environment = at.environment();
        try (Headrace headrace = Headrace.connect(
                        environment.kafka().bootstrap(),
                        environment.registry().url().toString());
                CurrentOnnxModel current = new CurrentOnnxModel();
                Subscription _ = headrace.subscribe("trip", current)) {
            assertThat(current.await(1, TimeUnit.MINUTES)).isTrue();
            Instant friday = Instant.parse("2024-03-01T17:45:00Z");
            double minutes = current.predict(Map.of("km", 10, "street", "Oak Lane", "started", friday))
                    .prediction();
            assertThat(minutes).isCloseTo(5 + 2 * Math.log(10) + 4 + 0.5 * 3 - 0.25 * 5 + 0.125 * 17, within(1e-4));
            assertThat(current.predict(Map.of("km", 0, "street", "Oak Lane", "started", friday))
                            .prediction())
                    .isNaN();
        }
    }

    private static void treesLearnOfTheSameColumns(Workplace at) throws Exception {
        String _ = at.terminal()
                .apply(at.file(
                        "late.yaml",
                        PIPELINE.formatted(
                                "{column: late, type: boolean}",
                                "",
                                "{kind: xgboost, rounds: 100, seed: 42}",
                                "accuracy, at-least: 0.85")));
        at.inProduction("trip", 3);
    }

    private static void everythingHolds(Terminal terminal) {
        String _ = terminal.holds("verify", "trip");
        String _ = terminal.holds("rebuild", "registry", "--check");
        String _ = terminal.holds("reproduce", "trip", "--all");
    }
}
