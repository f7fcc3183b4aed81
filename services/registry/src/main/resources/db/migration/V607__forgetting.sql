-- What pipelines owe to rows that left their tables, and the versions that were withdrawn for it.

CREATE TABLE headrace_registry.obligation (
    event_id      uuid        PRIMARY KEY,
    sequence      bigint      NOT NULL,
    last_sequence bigint      NOT NULL,
    causation     text,
    pipeline      text        NOT NULL,
    number        bigint      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('OPEN', 'AT_RISK', 'OVERDUE', 'MET', 'RELEASED')),
    rows          bigint      NOT NULL,
    source        text        NOT NULL,
    system_id     text        NOT NULL,
    cut           bigint      NOT NULL,
    commit_lsn    pg_lsn      NOT NULL,
    committed_at  timestamptz NOT NULL,
    since         timestamptz NOT NULL,
    deadline      timestamptz NOT NULL,
    opened_at     timestamptz NOT NULL,
    sentence      text,
    version       bigint,
    until         timestamptz
);
CREATE INDEX ON headrace_registry.obligation (pipeline, number);
COMMENT ON TABLE headrace_registry.obligation IS
    'headrace.forgetting: rows that left (rows, by cut, the first at since) and by when the version in production must have been trained without them; owed where until is null; version: the one that met it';

CREATE TABLE headrace_registry.withdrawal (
    event_id     uuid        PRIMARY KEY,
    sequence     bigint      NOT NULL,
    causation    text,
    pipeline     text        NOT NULL,
    through      bigint      NOT NULL,
    successor    bigint      NOT NULL,
    withdrawn_at timestamptz NOT NULL,
    source       text        NOT NULL,
    system_id    text        NOT NULL,
    cut          bigint      NOT NULL,
    commit_lsn   pg_lsn      NOT NULL,
    committed_at timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.withdrawal (pipeline, through);
COMMENT ON TABLE headrace_registry.withdrawal IS
    'headrace.forgetting: version through and all before it were trained before the cut, with rows that had to be forgotten';

GRANT SELECT ON headrace_registry.obligation, headrace_registry.withdrawal TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE ON headrace_registry.obligation, headrace_registry.withdrawal TO headrace_service;
