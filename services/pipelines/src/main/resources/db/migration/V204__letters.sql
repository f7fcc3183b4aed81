-- People may have dead letters replayed or discarded, each named as SERVICE@NUMBER.

alter table headrace.request add column letter text
    constraint names_a_letter
    check (letter ~ '^(pipelines|dataset|training|validation|deployment|incidents|registry)@[0-9]{1,18}$');

alter table headrace.request drop constraint request_kind_check;
alter table headrace.request add constraint request_kind_check
    check (kind in ('approve', 'reject', 'rollback', 'resume', 'retrain', 'acknowledge', 'reread', 'replay', 'discard'));

alter table headrace.request drop constraint says_what_it_is_about;
alter table headrace.request add constraint says_what_it_is_about
    check (case kind when 'acknowledge' then incident is not null
                     when 'reread' then source is not null
                     when 'replay' then letter is not null
                     when 'discard' then letter is not null
                     else pipeline is not null end);

grant insert (letter) on headrace.request to headrace_operator;
