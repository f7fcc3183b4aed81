-- Runs that workers make, and what shaped their models.

CREATE TABLE headrace_registry.run_queued (
    event_id         uuid        PRIMARY KEY,
    sequence         bigint      NOT NULL,
    causation        text,
    pipeline         text        NOT NULL,
    run              text        NOT NULL,
    revision         integer     NOT NULL,
    version          bigint      NOT NULL,
    trainer          text        NOT NULL,
    hyperparameters  jsonb       NOT NULL,
    seed             bigint      NOT NULL,
    trigger          text        NOT NULL,
    changes          bigint      NOT NULL,
    train_rows       bigint      NOT NULL,
    test_rows        bigint      NOT NULL,
    champion_version bigint,
    source           text        NOT NULL,
    system_id        text        NOT NULL,
    cut              bigint      NOT NULL,
    commit_lsn       pg_lsn      NOT NULL,
    committed_at     timestamptz NOT NULL,
    queued_at        timestamptz NOT NULL,
    UNIQUE (pipeline, run)
);
COMMENT ON TABLE headrace_registry.run_queued IS
    'headrace.training: runs that began and that workers make; version: the number that the model gets';

CREATE TABLE headrace_registry.run_cancelled (
    event_id     uuid        PRIMARY KEY,
    sequence     bigint      NOT NULL,
    causation    text,
    pipeline     text        NOT NULL,
    run          text        NOT NULL,
    reason       text        NOT NULL,
    cancelled_at timestamptz NOT NULL
);
COMMENT ON TABLE headrace_registry.run_cancelled IS
    'headrace.training: runs that nobody wants any more; they make no version';

CREATE TABLE headrace_registry.job_finished (
    event_id    uuid        PRIMARY KEY,
    sequence    bigint      NOT NULL,
    causation   text,
    pipeline    text        NOT NULL,
    run         text        NOT NULL,
    worker      text        NOT NULL,
    attempt     integer     NOT NULL,
    failure     text,
    sha256      text,
    finished_at timestamptz NOT NULL
);
COMMENT ON TABLE headrace_registry.job_finished IS
    'headrace.worker: what workers made of runs: an artifact, or why there is none';

CREATE INDEX ON headrace_registry.run_queued (pipeline, queued_at);
CREATE INDEX ON headrace_registry.run_cancelled (pipeline, run);
CREATE INDEX ON headrace_registry.job_finished (pipeline, run);

ALTER TABLE headrace_registry.model_version ADD COLUMN provenance jsonb;
COMMENT ON COLUMN headrace_registry.model_version.provenance IS
    'Of a model that a worker made: trainer, hyperparameters, seed, libraries and whether the trainer repeats itself';

GRANT SELECT ON headrace_registry.run_queued, headrace_registry.run_cancelled, headrace_registry.job_finished
    TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE
    ON headrace_registry.run_queued, headrace_registry.run_cancelled, headrace_registry.job_finished
    TO headrace_service;
