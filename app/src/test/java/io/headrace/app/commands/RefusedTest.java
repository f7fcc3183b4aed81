package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedTest {

    @Test
    void namesTheGroupThatMay() {
        assertThat(Refused.withWayOut("permission denied for table pipeline", "rita"))
                .isEqualTo("permission denied for table pipeline; you are rita; grant headrace_author to rita");
        assertThat(Refused.withWayOut("permission denied for table request", "rita"))
                .isEqualTo(
                        "permission denied for table request; you are rita; grant headrace_operator (for approve and reject headrace_approver) to rita");
        assertThat(Refused.withWayOut("permission denied for schema headrace_registry", "bob"))
                .endsWith("; you are bob; grant headrace_reader to bob");
    }

    @Test
    void leavesWhatIsNoneOfHeadracesGroupsAsItIs() {
        assertThat(Refused.withWayOut("permission denied for table house", "rita"))
                .isEqualTo("permission denied for table house");
        assertThat(Refused.withWayOut("the database is starting up", "rita")).isEqualTo("the database is starting up");
    }
}
