-- The sums of a pipeline revision at its newest cut, and at the cuts that a run may still need.
create table headrace.dataset_version (
    pipeline   text   not null,
    revision   int    not null,
    cut_number bigint not null,
    system_id  text   not null,
    digest     bytea  not null,
    train      bytea  not null,
    test       bytea  not null,
    primary key (pipeline, revision, cut_number)
);

-- The sums are compact already, and are read and written whole.
alter table headrace.dataset_version alter column digest set storage external;
alter table headrace.dataset_version alter column train set storage external;
alter table headrace.dataset_version alter column test set storage external;

-- Few rows, replaced at every cut.
alter table headrace.dataset_version set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- What a version computes, so that it can be measured again once it is the champion.
create table headrace.model_coefficients (
    pipeline     text   not null,
    version      bigint not null,
    revision     int    not null,
    coefficients bytea  not null, -- doubles, big-endian: the intercept, then one per encoded column
    primary key (pipeline, version)
);

grant select, insert, update, delete on headrace.dataset_version, headrace.model_coefficients to headrace_service;
