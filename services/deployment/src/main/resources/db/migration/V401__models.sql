-- Every accepted model version that is, was or may be in production, whole: a rollback needs the bytes again.
-- A row is never changed; the row of a dismissed version, which can never be deployed, is deleted.
create table headrace.model (
    pipeline     text        not null,
    version      bigint      not null,
    revision     int         not null,
    source       text        not null,
    system_id    text        not null,
    cut          bigint      not null,
    commit_lsn   bigint      not null,
    committed_at timestamptz not null,
    sha256       text        not null,
    artifact     bytea       not null,
    primary key (pipeline, version)
);

-- Weights hardly compress, and the attempt costs time on the way to production.
alter table headrace.model alter column artifact set storage external;

grant select, insert, delete on headrace.model to headrace_service;
