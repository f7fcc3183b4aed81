-- Who may read the registry, and what services need: in one place, behind all tables, and made again whenever this file
-- changes. What people may write stands beside the tables they write to.

do $$ begin
    create role headrace_reader nologin;
exception when duplicate_object or unique_violation then null; -- roles belong to the server
end $$;

-- Another installation on the server may have granted it, and only who did can do so again.
do $$
declare
    people name;
begin
    foreach people in array array['headrace_author', 'headrace_operator', 'headrace_approver'] loop
        if not pg_has_role(people, 'headrace_reader', 'member') then
            execute format('grant headrace_reader to %I', people);
        end if;
    end loop;
end $$;

grant usage on schema headrace_registry to headrace_reader, headrace_service;
grant select on all tables in schema headrace_registry to headrace_reader;
alter default privileges in schema headrace_registry grant select on tables to headrace_reader;

grant select on headrace.pipeline, headrace.request to headrace_service;
grant select, insert, update, delete on all tables in schema headrace_registry to headrace_service;
alter default privileges in schema headrace_registry grant select, insert, update, delete on tables to headrace_service;
-- Services look whether the tables have the shape that they need.
grant select on headrace.migration to headrace_service;
