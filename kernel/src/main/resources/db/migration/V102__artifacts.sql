-- Bytes that events name by their digest, each once, as they lie in headrace.artifact. Who makes them writes them; who
-- hands them on reads them here, since the decision that names them comes behind the transaction that wrote them.
create table headrace.artifact (
    pipeline text  not null,
    sha256   text  not null, -- of all chunks, in hex
    chunk    int   not null, -- 0, 1, 2… in the order of the bytes
    bytes    bytea not null,
    primary key (pipeline, sha256, chunk)
);

-- Weights hardly compress, and the attempt costs time.
alter table headrace.artifact alter column bytes set storage external;

grant select, insert, delete on headrace.artifact to headrace_service;

-- What was sent of an artifact goes with it. Nothing else leaves the outbox.
grant delete on headrace.outbox to headrace_service;

create function headrace.keep_decisions() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'permission denied: % % is a decision and stays in headrace.outbox; only artifacts leave it',
        old.aggregatetype, old.id using errcode = 'insufficient_privilege';
end
$$;

create trigger keep_decisions before delete on headrace.outbox
    for each row when (old.aggregatetype <> 'artifact') execute function headrace.keep_decisions();

comment on table headrace.artifact is
    'The bytes of models, each artifact once for a pipeline, in chunks of 512 KB: the bytes of a version are its chunks by pipeline and sha256, in their order';
