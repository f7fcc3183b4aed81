-- Which version of a pipeline has which artifact, of those whose bytes lie in headrace.artifact.
create table headrace.artifact_version (
    pipeline  text   not null,
    version   bigint not null,
    sha256    text   not null,
    size      bigint not null, -- bytes
    lapsed_at timestamptz,    -- since when it can never be deployed; null: it may be, or was
    primary key (pipeline, version)
);

create index artifact_version_sha256 on headrace.artifact_version (pipeline, sha256);
create index artifact_version_lapsed on headrace.artifact_version (pipeline, lapsed_at) where lapsed_at is not null;

grant select, insert, update, delete on headrace.artifact_version to headrace_service;
