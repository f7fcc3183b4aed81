package io.headrace.deployment.core;

import org.jspecify.annotations.Nullable;

/// What deployment is told or asked.
public sealed interface DeploymentCommand {

    /// Bring a version that passed its gates to production.
    record Deliver(long version, Approval approval) implements DeploymentCommand {}

    /// Versions were trained with rows that had to be forgotten.
    ///
    /// @param through this one and all before it
    record Withdraw(long through) implements DeploymentCommand {}

    /// What a person asks. It always gets an answer.
    sealed interface Request extends DeploymentCommand {

        Asked asked();

        /// The word that people use for it.
        String kind();
    }

    /// Who asked for what.
    ///
    /// @param id the request's primary key
    /// @param reason in the person's own words
    record Asked(
            String id,
            String pipeline,
            @Nullable Long version,
            @Nullable String reason,
            String by) {}

    /// Deploy the waiting version.
    record Approve(Asked asked) implements Request {
        @Override
        public String kind() {
            return "approve";
        }
    }

    /// Dismiss the waiting version.
    record Reject(Asked asked) implements Request {
        @Override
        public String kind() {
            return "reject";
        }
    }

    /// Put an earlier version into production and hold automatic deployment.
    record RollBack(Asked asked) implements Request {
        @Override
        public String kind() {
            return "rollback";
        }
    }

    /// Let automatic deployment go on.
    record Resume(Asked asked) implements Request {
        @Override
        public String kind() {
            return "resume";
        }
    }
}
