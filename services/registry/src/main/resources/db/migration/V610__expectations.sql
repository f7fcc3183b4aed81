-- Whether rows were as their pipelines expect.

CREATE TABLE headrace_registry.expectation (
    event_id     uuid        PRIMARY KEY,
    sequence     bigint      NOT NULL,
    causation    text,
    pipeline     text        NOT NULL,
    revision     integer     NOT NULL,
    outcome      text        NOT NULL CHECK (outcome IN ('BROKEN', 'MET')),
    sentence     text        NOT NULL,
    breaches     jsonb       NOT NULL,
    source       text        NOT NULL,
    system_id    text        NOT NULL,
    cut          bigint      NOT NULL,
    commit_lsn   pg_lsn      NOT NULL,
    committed_at timestamptz NOT NULL,
    told_at      timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.expectation (pipeline, told_at);
COMMENT ON TABLE headrace_registry.expectation IS
    'headrace.training: at which cut rows were not as a pipeline expects, so that no run began (BROKEN), and at which they were again (MET); breaches: each expectation with its rows and their places in the topic';

GRANT SELECT ON headrace_registry.expectation TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE ON headrace_registry.expectation TO headrace_service;
