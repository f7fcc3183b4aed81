-- How tables are shared, in one place: applied again whenever this file changes, in place of what V1 made. Whoever
-- shares a table lets services read it: capture reads it whole before it follows its changes.

do $$ begin
    if not exists (select from pg_roles where rolname = 'headrace_service') then
        create role headrace_service nologin;
    end if;
exception when duplicate_object or unique_violation then null; -- another database of the server made it just now
end $$;

-- Shares a table with Headrace. It waits for the transactions that are writing to the table: what they wrote before it
-- was shared would be in no stream, and a read could miss it.
create or replace function headrace.share("table" regclass) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    owner name;
    home regnamespace;
    kind "char";
    toastable boolean;
begin
    select pg_get_userbyid(c.relowner), c.relnamespace, c.relkind into owner, home, kind
        from pg_class c where c.oid = "table";
    if not pg_has_role(session_user, owner, 'member') then
        raise exception 'only the owner of %, %, may share it with Headrace; you are %', "table", owner, session_user
            using errcode = 'insufficient_privilege', hint = format('have %s run: select headrace.share(''%s'')', owner, "table");
    end if;
    if not pg_has_role(current_user, owner, 'usage') then
        raise exception '% installed Headrace here and must be a member of %, which owns %', current_user, owner, "table"
            using errcode = 'insufficient_privilege', hint = format('grant %I to %I', owner, current_user);
    end if;
    if kind <> 'r' then
        raise exception '% is not an ordinary table, and no other can be captured', "table"
            using hint = case kind when 'p' then 'share its partitions one by one' else 'share the tables that it is made of' end;
    end if;
    if not exists (select from pg_index i where i.indrelid = "table" and i.indisprimary) then
        raise exception '% has no primary key, so that Headrace could not tell its rows apart', "table"
            using hint = format('alter table %s add primary key (…)', "table");
    end if;
    execute format('lock table %s in share mode', "table");
    select exists (select from pg_attribute a
                   where a.attrelid = "table" and a.attnum > 0 and not a.attisdropped and a.attstorage <> 'p')
        into toastable;
    -- An update leaves unchanged out-of-line values out of the WAL, unless the whole old row is written.
    if toastable then
        execute format('alter table %s replica identity full', "table");
    end if;
    execute format('grant select on table %s to headrace_service', "table");
    if not has_schema_privilege('headrace_service', home, 'usage') then
        execute format('grant usage on schema %s to headrace_service', home);
    end if;
    if not exists (select from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
                   where p.pubname = 'headrace' and r.prrelid = "table") then
        execute format('alter publication headrace add table %s', "table");
    end if;
end $$;

-- Ends it: the topic stays as it is.
create or replace function headrace.unshare("table" regclass) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    owner name;
begin
    select pg_get_userbyid(c.relowner) into owner from pg_class c where c.oid = "table";
    if not pg_has_role(session_user, owner, 'member') then
        raise exception 'only the owner of %, %, may stop sharing it; you are %', "table", owner, session_user
            using errcode = 'insufficient_privilege', hint = format('have %s run: select headrace.unshare(''%s'')', owner, "table");
    end if;
    if exists (select from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
               where p.pubname = 'headrace' and r.prrelid = "table") then
        execute format('alter publication headrace drop table %s', "table");
    end if;
    execute format('revoke select on table %s from headrace_service', "table");
end $$;

-- Tables that were shared before.
do $$
declare
    shared regclass;
begin
    for shared in select r.prrelid from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
                  where p.pubname = 'headrace' loop
        begin
            execute format('grant select on table %s to headrace_service', shared);
        exception when insufficient_privilege then
            raise warning '% is not readable for headrace_service; its owner can: select headrace.share(''%'')', shared, shared;
        end;
    end loop;
end $$;

-- Services look whether the functions are the ones that they need.
grant usage on schema headrace to headrace_service;
grant select on headrace.source to headrace_service;
