-- People may settle the dead letters of lineage.

alter table headrace.request drop constraint names_a_letter;
alter table headrace.request add constraint names_a_letter
    check (letter ~ '^(pipelines|dataset|training|worker|validation|deployment|incidents|registry|lineage)@[0-9]{1,18}$');
