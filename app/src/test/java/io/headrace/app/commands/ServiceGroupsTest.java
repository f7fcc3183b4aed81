package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.commands.ServiceGroups.Service;
import org.junit.jupiter.api.Test;

final class ServiceGroupsTest {

    @Test
    void aServiceThatReadsIsNoComplaint() {
        assertThat(new Service("training", "Stable", 2, 17).complaint()).isEmpty();
    }

    @Test
    void aServiceWithoutACopyIsToBeStarted() {
        assertThat(new Service("dataset-main", "Empty", 0, 17).complaint())
                .hasValue("the service dataset-main runs nowhere: start it, or see its log");
    }

    @Test
    void aServiceThatSharesItsWorkOutIsToBeAskedAgain() {
        assertThat(new Service("dataset-main", "PreparingRebalance", 2, 17).complaint())
                .hasValue(
                        "the service dataset-main shares its work out anew among 2 members (PreparingRebalance): ask again in a minute, and see its log if it is still so");
    }
}
