-- What a decider's shell writes, in one transaction per input.
create schema if not exists headrace;

do $$ begin
    create role headrace_service nologin;
exception when duplicate_object or unique_violation then null; -- roles belong to the server, not to this database
end $$;

-- Decisions on their way to the topics. Only services write here; rows are never changed.
create table headrace.outbox (
    id            uuid        primary key,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       bytea       not null,
    sequence      bigint      not null,
    causation     text        not null,
    correlation   text        not null,
    traceparent   text,
    time          timestamptz not null,
    constraint outbox_sequence unique (aggregatetype, aggregateid, sequence)
);

-- How far a service has decided: the next offset of each partition. A topic is known by its id, so that a topic that
-- was deleted and made again starts from its beginning.
create table headrace.progress (
    service     text   not null,
    topic_id    text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (service, topic_id, partition)
);

create table headrace.state (
    service      text        not null,
    aggregate_id text        not null,
    sequence     bigint      not null,
    deadline     timestamptz,
    state        jsonb       not null,
    primary key (service, aggregate_id)
);

create index state_deadline on headrace.state (service, deadline) where deadline is not null;

-- Few rows, updated at every input: room in the page keeps the updates off the indexes.
alter table headrace.progress set (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
alter table headrace.state set (fillfactor = 50);

grant usage on schema headrace to headrace_service;
grant select, insert on headrace.outbox to headrace_service;
grant select, insert, update, delete on headrace.progress, headrace.state to headrace_service;

create publication headrace_control for table headrace.outbox;
