-- A job that a worker cannot make yet stands behind the others until then.
alter table headrace.job add column not_before timestamptz; -- no worker takes it sooner; null: any does
