-- The two tables that people write to. Everything else in this schema is written by services.

create table headrace.pipeline (
    name       text primary key,
    spec       jsonb not null,
    author     text not null,
    written_at timestamptz not null
);
comment on table headrace.pipeline is
    'What to train. A row becomes a revision, or is refused with every reason: see headrace_registry.pipeline';

create table headrace.request (
    id       uuid primary key default gen_random_uuid(),
    kind     text not null check (kind in ('approve', 'reject', 'rollback', 'resume', 'retrain', 'acknowledge')),
    pipeline text,
    version  bigint,
    incident text,
    reason   text,
    asked_by text not null,
    asked_at timestamptz not null,
    constraint says_what_it_is_about
        check (case kind when 'acknowledge' then incident is not null else pipeline is not null end)
);
comment on table headrace.request is
    'What people ask. Every row gets an answer: see headrace_registry.request';

-- Whoever writes signs with the name they logged in with: not with a role they switched to, nor one they type in.
create function headrace.stamp_pipeline() returns trigger language plpgsql as $$
begin
    new.author := session_user;
    -- Not now(): two writings of one row in one transaction are two.
    new.written_at := clock_timestamp();
    return new;
end $$;

create trigger stamp before insert or update on headrace.pipeline
    for each row execute function headrace.stamp_pipeline();

create function headrace.stamp_request() returns trigger language plpgsql as $$
begin
    new.asked_by := session_user;
    new.asked_at := clock_timestamp();
    return new;
end $$;

create trigger stamp before insert on headrace.request
    for each row execute function headrace.stamp_request();

create function headrace.refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception '% cannot be truncated, because no row would tell of it; delete its rows', tg_table_name;
end $$;

create trigger refuse_truncate before truncate on headrace.pipeline
    for each statement execute function headrace.refuse_truncate();

-- A deleted pipeline is told with the row it was, so that its last author is known.
alter table headrace.pipeline replica identity full;
-- Long values lie out of line, and an update would leave them out of the WAL.
alter table headrace.request replica identity full;
alter publication headrace_control add table headrace.pipeline, headrace.request;

-- Roles belong to the server: another installation on it may have made them, or be making them now.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['headrace_author', 'headrace_operator'] loop
        begin
            execute format('create role %I nologin', wanted);
        exception when duplicate_object or unique_violation then
            null;
        end;
    end loop;
end $$;

grant usage on schema headrace to headrace_author, headrace_operator;
grant select, delete, insert (name, spec), update (spec) on headrace.pipeline to headrace_author;
grant select, insert (id, kind, pipeline, version, incident, reason) on headrace.request to headrace_operator;
