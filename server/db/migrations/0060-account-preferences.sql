-- What a person chose for the look of tables and maps, so that it is there on every device.
create table account_preference (
  account_id text not null,
  -- Columns of the table, heights of its rows, labels of the map: only what was chosen.
  choices jsonb not null,
  updated_at timestamptz not null,
  constraint account_preference_pkey primary key (account_id),
  constraint account_preference_account_fkey foreign key (account_id) references app_user (id),
  constraint account_preference_size check (
    jsonb_typeof(choices) = 'object' and octet_length(choices::text) <= 4000
  )
);

grant select, insert, update on account_preference to diaban_app;

alter table account_preference enable row level security;

create policy own_preferences on account_preference to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());
