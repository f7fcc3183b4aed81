package io.headrace.capture.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.capture.core.WalAlarm.Reading;
import io.headrace.capture.core.WalAlarm.Standing;
import io.headrace.capture.core.WalAlarm.Standing.Quiet;
import io.headrace.capture.core.WalAlarm.Standing.Told;
import io.headrace.capture.core.WalAlarm.Standing.Unknown;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// People are told well before a slot is given up, and not at every byte.
class WalAlarmTest {

    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    private final WalAlarm alarm = WalAlarm.USUAL;

    @Test
    void tellsAtHalfTheLimitAndAgainAsItComesNearer() {
        assertThat(limited(new Quiet(), 499 * MB)).isEqualTo(new Quiet());
        assertThat(limited(new Quiet(), 500 * MB)).isEqualTo(new Told(500 * MB));
        assertThat(limited(new Told(500 * MB), 740 * MB)).isEqualTo(new Told(500 * MB));
        assertThat(limited(new Told(500 * MB), 750 * MB)).isEqualTo(new Told(750 * MB));
        assertThat(limited(new Told(500 * MB), 990 * MB)).isEqualTo(new Told(900 * MB));
    }

    @Test
    void isOverAtHalfOfWhatItBeganWithAndNotBefore() {
        assertThat(limited(new Told(900 * MB), 250 * MB)).isEqualTo(new Told(900 * MB));
        assertThat(limited(new Told(900 * MB), 249 * MB)).isEqualTo(new Quiet());
    }

    @Test
    void aFirstLookInBetweenNeitherOpensNorEndsAnything() {
        assertThat(limited(new Unknown(), 400 * MB)).isEqualTo(new Unknown());
        assertThat(limited(new Unknown(), 10 * MB)).isEqualTo(new Quiet());
        assertThat(limited(new Unknown(), 800 * MB)).isEqualTo(new Told(750 * MB));
    }

    @Test
    void aLimitThatIsRaisedIsAWayOut() {
        Reading raised = new Reading("s", 800 * MB, OptionalLong.of(10 * GB));

        assertThat(alarm.standing(new Told(750 * MB), raised)).isEqualTo(new Quiet());
    }

    @Test
    void withoutALimitTellsAtANumberOfBytesAndWheneverItHasDoubled() {
        assertThat(unlimited(new Quiet(), 10 * GB - 1)).isEqualTo(new Quiet());
        assertThat(unlimited(new Quiet(), 10 * GB)).isEqualTo(new Told(10 * GB));
        assertThat(unlimited(new Told(10 * GB), 19 * GB)).isEqualTo(new Told(10 * GB));
        assertThat(unlimited(new Told(10 * GB), 45 * GB)).isEqualTo(new Told(40 * GB));
        assertThat(unlimited(new Told(40 * GB), 5 * GB - 1)).isEqualTo(new Quiet());
    }

    @Test
    void aSegmentThatEverySlotKeepsIsNoTroubleHoweverLowTheLimit() {
        Reading reading = new Reading("s", 15 * MB, OptionalLong.of(16 * MB));

        assertThat(alarm.standing(new Quiet(), reading)).isEqualTo(new Quiet());
    }

    @Test
    void theSentenceNamesSlotBytesLimitAndTheWayOut() {
        assertThat(WalAlarm.sentence(new Told(32 * MB), new Reading("headrace_main", 40 * MB, limit(64)), "main"))
                .startsWith(
                        "Slot headrace_main keeps more than 32 MB of WAL from being removed: at 64 MB (max_slot_wal_keep_size) PostgreSQL gives the slot up")
                .contains("capture of main", "`headrace status`", "pg_stat_activity", "raise max_slot_wal_keep_size");
        assertThat(WalAlarm.sentence(new Told(10 * GB), new Reading("s", 11 * GB, OptionalLong.empty()), "main"))
                .contains("more than 10 GB", "sets no limit", "set max_slot_wal_keep_size");
    }

    @Test
    void aSentenceDoesNotChangeWithEveryByte() {
        assertThat(WalAlarm.sentence(new Told(32 * MB), new Reading("s", 40 * MB, limit(64)), "main"))
                .isEqualTo(WalAlarm.sentence(new Told(32 * MB), new Reading("s", 41 * MB, limit(64)), "main"));
    }

    @Test
    void readsWhatPeopleWrite() {
        assertThat(WalAlarm.parse("10GB")).isEqualTo(WalAlarm.USUAL);
        assertThat(WalAlarm.parse("500MB").withoutLimit()).isEqualTo(500 * MB);
        assertThat(WalAlarm.parse("2TB").withoutLimit()).isEqualTo(2048 * GB);
        assertThatThrownBy(() -> WalAlarm.parse("10 gigabytes"))
                .hasMessage("'10 gigabytes' is no amount of WAL: it is a number of MB, GB or TB, such as 10GB");
        assertThatThrownBy(() -> WalAlarm.parse("8MB")).hasMessageContaining("too early");
    }

    private Standing limited(Standing before, long kept) {
        return alarm.standing(before, new Reading("s", kept, limit(1_000)));
    }

    private Standing unlimited(Standing before, long kept) {
        return alarm.standing(before, new Reading("s", kept, OptionalLong.empty()));
    }

    private static OptionalLong limit(long megabytes) {
        return OptionalLong.of(megabytes * MB);
    }
}
