-- Who has the record of a point open, so that another who opens it is told. It ends with a point that an import takes back.
create table record_presence (
  point_id integer not null,
  account_id text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  constraint record_presence_pkey primary key (point_id, account_id),
  constraint record_presence_point_fkey foreign key (point_id) references point (id)
    on delete cascade,
  constraint record_presence_account_fkey foreign key (account_id) references app_user (id)
);

grant select, insert, update on record_presence to diaban_app;

alter table record_presence enable row level security;

create policy presence_within_reach on record_presence for select to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id));
create policy own_presence_added on record_presence for insert to diaban_app
  with check (
    account_id = actor_account_id() and (actor_reach() = 'city' or actor_sees_point(point_id))
  );
create policy own_presence_renewed on record_presence for update to diaban_app
  using (account_id = actor_account_id())
  with check (
    account_id = actor_account_id() and (actor_reach() = 'city' or actor_sees_point(point_id))
  );
