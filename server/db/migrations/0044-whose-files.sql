-- Identifies this database, so that the folder beside it can name its owner. Left out of backups. A row counts only in
-- the transaction that wrote it: a dump loads it into another database, which then gets an identity of its own. Written
-- when a folder is first checked.
create table database_identity (
  only_row boolean not null default true,
  id uuid not null default gen_random_uuid(),
  transaction xid8 not null default pg_current_xact_id(),
  constraint database_identity_pkey primary key (only_row),
  constraint database_identity_is_one check (only_row)
);
alter table database_identity enable row level security;
