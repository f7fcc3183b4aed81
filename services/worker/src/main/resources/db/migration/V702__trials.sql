-- What trials of hyperparameters came to, of the last search of each pipeline: a search that another worker goes on
-- with, or that is made again of the same rows, repeats none.
create table headrace.job_trial (
    pipeline text  not null,
    trial    text  not null, -- SHA-256 of all that its figures depend on
    figures  jsonb not null, -- on the validation rows, by their words
    primary key (pipeline, trial)
);

grant select, insert, update, delete on headrace.job_trial to headrace_service;

comment on table headrace.job_trial is
    'Figures of the trials of each pipeline''s last search; a trial that is not there is made again';
