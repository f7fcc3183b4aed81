package io.headrace.worker.core;

import static io.headrace.kernel.decider.Decision.accept;

import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import java.time.Instant;

/// Which run of a pipeline waits for a worker: one at most, and each is made once, by whoever is done first.
public final class JobDecider implements Decider<JobCommand, Jobs, JobEvent> {

    @Override
    public Jobs initial() {
        return Jobs.NONE;
    }

    @Override
    public Decision<JobEvent> decide(JobCommand command, Jobs state, Instant now) {
        return switch (command) {
            case JobCommand.Note() -> accept();
            case JobCommand.Queue(String run) ->
                run.equals(state.run()) ? accept() : accept(new JobEvent.JobQueued(run));
            case JobCommand.Cancel(String run) ->
                run.equals(state.run()) ? accept(new JobEvent.JobDropped(run)) : accept();
            case JobCommand.Finish(String run, Made made) ->
                run.equals(state.run()) ? accept(new JobEvent.JobFinished(run, made)) : accept();
        };
    }

    @Override
    public Jobs evolve(Jobs state, JobEvent event) {
        return switch (event) {
            case JobEvent.JobQueued(String run) -> new Jobs(run);
            case JobEvent.JobDropped _, JobEvent.JobFinished _ -> Jobs.NONE;
        };
    }
}
