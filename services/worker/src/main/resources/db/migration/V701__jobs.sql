-- Runs that wait for a worker or are with one, one for a pipeline at most. A worker holds a job by a lease that it
-- renews; a job whose lease is over is taken by another.
create table headrace.job (
    pipeline    text        primary key,
    run         text        not null, -- as in the event RunQueued
    queued      bytea       not null, -- that event, as its topic has it
    queued_at   timestamptz not null,
    cause       text        not null, -- the id of that event
    correlation text        not null, -- the first cause of its chain
    traceparent text,                -- the span that the run is a child of; null: it begins a trace
    attempt     int         not null default 0, -- how often a worker took it
    worker      text,                -- who holds it; null: it waits
    lease_until timestamptz,         -- null: it waits
    progress    double precision,    -- 0 to 1, as the trainer told; null: it told none
    message     text,                -- what it does, or why an attempt ended
    check ((worker is null) = (lease_until is null))
);

-- What the revisions of pipelines ask for, to make the rows of a run.
create table headrace.job_revision (
    pipeline text  not null,
    revision int   not null,
    accepted bytea not null, -- the event PipelineAccepted, as its topic has it
    origin   text  not null, -- the id of that event
    primary key (pipeline, revision)
);

grant select, insert, update, delete on headrace.job, headrace.job_revision to headrace_service;

comment on table headrace.job is
    'Runs that wait for a worker or are with one; a run ends with the event JobFinished, and its row is gone';
