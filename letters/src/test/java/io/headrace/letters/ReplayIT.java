package io.headrace.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.counter.CounterChecks;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.DecisionService;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letters of a decider on real servers: of events that an older version did not understand, and one that it could not
/// decide about.
class ReplayIT {

    private static final String TOTAL = "select coalesce(max((state ->> 'total')::int), 0) from headrace.state"
            + " where service = 'counters' and aggregate_id = '%s'";

    @TempDir
    private Path folder;

    @Test
    void aLetterTakesEffectOnceAndEverybodyIsAnswered() throws Exception {
        try (Site site = new Site(folder)) {
            List<DeadLetter> letters = putAside(site);
            assertThat(letters)
                    .extracting(DeadLetter::name)
                    .containsExactly(
                            "counters@0",
                            "counters@1",
                            "counters@2",
                            "counters@3",
                            "counters@4",
                            "counters@5",
                            "counters@6");
            try (DecisionService _ = Counters.newer(site.installation())) {
                settle(site);
            }
            assertThat(CounterChecks.gaps(site.database())).isZero();
            assertThat(CounterChecks.wrongTotals(site.database())).isZero();
        }
    }

    /// The older version puts aside what it does not understand, and goes on with the rest.
    private static List<DeadLetter> putAside(Site site) {
        try (DecisionService _ = Counters.older(site.installation())) {
            site.add("a", Counters.RIDDLE, 3);
            site.add("b", "plain", 2);
            site.add("c", Counters.FAULT, 1);
            site.add("d", Counters.RIDDLE, 1);
            site.add("e", Counters.RIDDLE + "-overtaken", 5);
            site.add("f", Counters.RIDDLE + "-unwanted", 7);
            site.add("g", "plain", 2);
            site.add("i", Counters.RIDDLE + "-in-order", 1);
            site.add("j", Counters.RIDDLE + "-in-order", 2);
            site.count(4, TOTAL.formatted("plain"));
            List<DeadLetter> letters = site.letters(7);
            assertThat(site.ask("replay", "counters@0", "ann"))
                    .isEqualTo("no: counters@0 stays put aside: nobody understands a riddle yet");
            return letters;
        }
    }

    private static void settle(Site site) throws SQLException {
        site.add("h", Counters.RIDDLE + "-overtaken", 1);
        site.count(1, TOTAL.formatted(Counters.RIDDLE + "-overtaken"));

        assertThat(site.ask("replay", "counters@0", "ann")).isEqualTo("yes: counters@0 is replayed");
        assertThat(site.ask("replay", "counters@0", "bob")).isEqualTo("yes: counters@0 was replayed before, by ann");
        assertThat(site.ask("discard", "counters@0", "bob")).startsWith("no: counters@0 was replayed before");
        site.count(3, TOTAL.formatted(Counters.RIDDLE));
        assertThat(site.ask("replay", "counters@2", "ann")).isEqualTo("yes: counters@2 is replayed");
        site.count(4, TOTAL.formatted(Counters.RIDDLE));

        assertThat(site.ask("replay", "counters@1", "ann"))
                .isEqualTo("no: counters@1 stays put aside: there is a fault");
        assertThat(site.ask("replay", "counters@3", "ann"))
                .startsWith(
                        "no: counters@3 stays put aside: counters.asked-0@9 has told newer things of riddle-overtaken");
        assertThat(site.ask("replay", "counters@6", "ann")).isEqualTo("yes: counters@6 is replayed");
        assertThat(site.ask("replay", "counters@5", "ann"))
                .startsWith(
                        "no: counters@5 stays put aside: counters.asked-0@8 has told newer things of riddle-in-order");
        assertThat(site.ask("discard", "counters@4", "bob")).isEqualTo("yes: counters@4 is discarded");
        assertThat(site.ask("replay", "counters@4", "ann")).isEqualTo("no: counters@4 was discarded before, by bob");
        assertThat(site.ask("replay", "counters@99", "ann")).startsWith("no: there is no dead letter counters@99");

        assertThat(CounterChecks.count(site.database(), TOTAL.formatted(Counters.RIDDLE + "-overtaken")))
                .isEqualTo(1);
        assertThat(CounterChecks.count(site.database(), TOTAL.formatted(Counters.RIDDLE + "-unwanted")))
                .isZero();
    }
}
