-- What training knows of each pipeline, for whoever asks what its next run waits for.
create view headrace.training_state as
select aggregate_id as pipeline, deadline, state from headrace.state where service = 'training';
comment on view headrace.training_state is
    'What training knows of each pipeline, and when it looks again; the state is that of this release''s code: ask `headrace why`';
