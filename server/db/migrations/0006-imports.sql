-- How the columns of a file were read last time, and what an import wrote.

create table import_mapping (
  account_id text not null,
  header_signature text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  constraint import_mapping_pkey primary key (account_id, header_signature),
  constraint import_mapping_account_fkey foreign key (account_id) references app_user (id)
);

create table import_run (
  id integer generated always as identity,
  account_id text not null,
  file_name text not null,
  file_hash text not null,
  document_number text,
  added integer not null,
  unchanged integer not null,
  refused integer not null,
  finished_at timestamptz not null,
  constraint import_run_pkey primary key (id),
  constraint import_run_account_fkey foreign key (account_id) references app_user (id)
);
