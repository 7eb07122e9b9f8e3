-- Views of the map that people keep by name, and watches on them.
create table saved_view (
  id integer generated always as identity,
  account_id text not null,
  name text not null,
  -- The view as the address of the map names it: filter, camera, columns, period.
  search jsonb not null,
  -- The role that may read it beside its owner; null: nobody.
  shared_with text,
  saved_at timestamptz not null,
  constraint saved_view_pkey primary key (id),
  constraint saved_view_account_fkey foreign key (account_id) references app_user (id),
  constraint saved_view_name_once unique (account_id, name),
  constraint saved_view_name_length check (char_length(name) between 2 and 60),
  constraint saved_view_search_size check (
    jsonb_typeof(search) = 'object' and octet_length(search::text) <= 8000
  ),
  constraint saved_view_role_known check (
    shared_with in (
      'analyst', 'leader', 'officer', 'planner', 'inspector', 'coordinator', 'admin', 'auditor'
    )
  )
);

create table view_watch (
  account_id text not null,
  view_id integer not null,
  by_mail boolean not null,
  watched_since timestamptz not null,
  constraint view_watch_pkey primary key (account_id, view_id),
  constraint view_watch_account_fkey foreign key (account_id) references app_user (id),
  constraint view_watch_view_fkey foreign key (view_id) references saved_view (id) on delete cascade
);
create index view_watch_view_index on view_watch (view_id);

grant select, insert, update, delete on saved_view to diaban_app;
grant select, insert, update, delete on view_watch to diaban_app;
grant usage on sequence saved_view_id_seq to diaban_app;

alter table saved_view enable row level security;
alter table view_watch enable row level security;

create policy view_own_or_shared on saved_view for select to diaban_app
  using (account_id = actor_account_id() or shared_with = actor_role());
create policy view_kept_by_its_owner on saved_view for insert to diaban_app
  with check (account_id = actor_account_id());
create policy view_changed_by_its_owner on saved_view for update to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());
create policy view_deleted_by_its_owner on saved_view for delete to diaban_app
  using (account_id = actor_account_id());
-- Whoever cannot read a view any more watches it no longer.
create policy own_watch on view_watch to diaban_app
  using (
    account_id = actor_account_id()
    and exists (select from saved_view where saved_view.id = view_watch.view_id)
  )
  with check (
    account_id = actor_account_id()
    and exists (select from saved_view where saved_view.id = view_watch.view_id)
  );
