-- Approving is a right of its own: whoever trains and operates a model need not be the one who lets it into production.

do $$ begin
    create role headrace_approver nologin;
exception when duplicate_object or unique_violation then null; -- roles belong to the server
end $$;

grant usage on schema headrace to headrace_approver;
grant select, insert (id, kind, pipeline, version, reason) on headrace.request to headrace_approver;

-- Stamps who asks, and refuses what is not theirs to ask. The table's owner may ask everything.
create or replace function headrace.stamp_request() returns trigger language plpgsql as $$
declare
    needed name := case when new.kind in ('approve', 'reject') then 'headrace_approver' else 'headrace_operator' end;
begin
    if not pg_has_role(session_user, needed, 'member')
        and not pg_has_role(session_user, (select relowner from pg_class where oid = tg_relid), 'member') then
        raise exception 'only a member of % may ask for %; you are %', needed, new.kind, session_user
            using errcode = 'insufficient_privilege', hint = format('grant %I to %I', needed, session_user);
    end if;
    new.asked_by := session_user;
    new.asked_at := clock_timestamp();
    return new;
end $$;
