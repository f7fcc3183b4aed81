-- Rights that concern tables of several modules, behind all of them, and given again whenever this file changes. All
-- others stand beside their tables.

-- Who writes pipelines and requests reads what became of them. Another installation on the server may have granted it,
-- and only who did can do so again.
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

-- Who may ask why a pipeline was trained may ask what its next run waits for.
grant usage on schema headrace to headrace_reader;
grant select on headrace.training_state to headrace_reader;

-- Who reads of a run may see how far it is.
grant select on headrace.job to headrace_reader;

-- Who reads of a version may read its bytes.
grant select on headrace.artifact to headrace_reader;

-- Capture reads pipelines whole, and looks requests up.
grant select on headrace.pipeline, headrace.request to headrace_service;
-- Services look whether the tables have the shape that they need.
grant select on headrace.migration to headrace_service;
