-- Communes are younger than accounts in the order of these files.

alter table role_assignment
  add constraint role_assignment_commune_fkey foreign key (commune_id) references commune (id);
create index role_assignment_commune_index on role_assignment (commune_id);
