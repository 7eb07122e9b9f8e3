-- Which database this is, so that a folder beside it can say whose it is. Never in a backup. A row is only
-- believed where it stands as its own transaction wrote it: a dump brings it into another database, which is
-- then another one. Written by the first look at a folder.
create table database_identity (
  only_row boolean not null default true,
  id uuid not null default gen_random_uuid(),
  transaction xid8 not null default pg_current_xact_id(),
  constraint database_identity_pkey primary key (only_row),
  constraint database_identity_is_one check (only_row)
);
alter table database_identity enable row level security;
