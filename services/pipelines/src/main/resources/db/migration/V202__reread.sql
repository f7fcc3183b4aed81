-- A request that capture carries out: to read a source's tables again.

alter table headrace.request add column source text, add column source_table text;
comment on column headrace.request.source is 'reread: which source';
comment on column headrace.request.source_table is 'reread: schema.table; null: every table of the source';

alter table headrace.request
    drop constraint request_kind_check,
    add constraint request_kind_check
        check (kind in ('approve', 'reject', 'rollback', 'resume', 'retrain', 'acknowledge', 'reread')),
    drop constraint says_what_it_is_about,
    add constraint says_what_it_is_about
        check (case kind when 'acknowledge' then incident is not null
                         when 'reread' then source is not null
                         else pipeline is not null end);

create index request_reread on headrace.request (source) where kind = 'reread';

grant insert (source, source_table) on headrace.request to headrace_operator;
