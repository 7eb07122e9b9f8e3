-- Who has a record open, of a tip and of a business as of a point. Rows are of use for a minute, so none is carried over;
-- a row whose record is gone is seen by nobody.
drop table record_presence;

create function actor_sees_record(kind text, record_id integer) returns boolean
  language sql stable
  return case kind
    when 'point' then exists (select from point where point.id = record_id)
    when 'tip' then exists (select from tip where tip.id = record_id)
    when 'business' then
      exists (select from inspection_object where inspection_object.id = record_id)
  end;

create table record_presence (
  kind text not null,
  record_id integer not null,
  account_id text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  constraint record_presence_pkey primary key (kind, record_id, account_id),
  constraint record_presence_account_fkey foreign key (account_id) references app_user (id),
  constraint record_presence_kind_known check (kind in ('point', 'tip', 'business'))
);

grant select, insert, update on record_presence to diaban_app;

alter table record_presence enable row level security;

create policy presence_within_reach on record_presence for select to diaban_app
  using (actor_sees_record(kind, record_id));
create policy own_presence_added on record_presence for insert to diaban_app
  with check (account_id = actor_account_id() and actor_sees_record(kind, record_id));
create policy own_presence_renewed on record_presence for update to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id() and actor_sees_record(kind, record_id));
