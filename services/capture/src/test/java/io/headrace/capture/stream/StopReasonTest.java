package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

final class StopReasonTest {

    private static final OptionalLong REACHED = OptionalLong.of(0x1_0000_002AL);

    @Test
    void saysNoValueThatSomethingCouldNotTake() {
        assertThat(StopReason.of(wrapped(foreign(new NumberFormatException("For input string: \"Ada\""))), REACHED))
                .isEqualTo("NumberFormatException behind the commit at 1/2A; the log of capture says more");
        assertThat(StopReason.of(foreign(new DataException("Invalid value: Ada")), OptionalLong.empty()))
                .isEqualTo("DataException; the log of capture says more");
    }

    @Test
    void saysWhatAServerSaysAndWhatIsSaidHere() {
        assertThat(StopReason.of(wrapped(new SQLException("the database is starting up")), REACHED))
                .isEqualTo("SQLException: the database is starting up");
        assertThat(StopReason.of(foreign(new TimeoutException("no leader")), REACHED))
                .isEqualTo("TimeoutException: no leader");
        assertThat(StopReason.of(new IllegalStateException("Topic x has 2 partitions"), REACHED))
                .isEqualTo("IllegalStateException: Topic x has 2 partitions");
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalStateException("capture stopped", cause);
    }

    private static <T extends Throwable> T foreign(T failure) {
        failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("java.lang.Long", "parseLong", null, 1)});
        return failure;
    }
}
