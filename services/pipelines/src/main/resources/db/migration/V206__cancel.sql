-- People may end the run that a worker makes, and settle the dead letters of workers.

alter table headrace.request drop constraint request_kind_check;
alter table headrace.request add constraint request_kind_check
    check (kind in ('approve', 'reject', 'rollback', 'resume', 'retrain', 'cancel', 'acknowledge', 'reread', 'replay',
                    'discard'));

alter table headrace.request drop constraint names_a_letter;
alter table headrace.request add constraint names_a_letter
    check (letter ~ '^(pipelines|dataset|training|worker|validation|deployment|incidents|registry)@[0-9]{1,18}$');
