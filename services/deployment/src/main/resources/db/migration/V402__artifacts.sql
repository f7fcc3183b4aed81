-- The bytes of a version lie in headrace.artifact. Of one that release 0.1.0 announced they stay here.
alter table headrace.model alter column artifact drop not null;
alter table headrace.model add column size bigint; -- bytes
update headrace.model set size = length(artifact);
alter table headrace.model alter column size set not null;
