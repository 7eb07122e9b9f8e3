-- Susceptible businesses to be inspected, visits to them, and what each commune is to inspect in a year.
-- They are places; they are no complex points, and no column says who owns or runs them.

create sequence inspection_object_code_sequence;

create table inspection_object (
  id integer generated always as identity,
  code text not null default 'CS-' || lpad(nextval('inspection_object_code_sequence')::text, 6, '0'),
  name text not null,
  category text not null,
  address text,
  position geometry(Point, 4326) not null,
  commune_id integer not null,
  state text not null default 'open',
  closed_on date,
  -- Identity in the table it was imported from: the same row again is the same business.
  import_key text,
  version integer not null default 1,
  written_by text not null,
  written_at timestamptz not null,
  folded_words text generated always as (
    fold_text(code || ' ' || name || ' ' || coalesce(address, ''))
  ) stored,
  constraint inspection_object_pkey primary key (id),
  constraint inspection_object_code_unique unique (code),
  constraint inspection_object_import_key_unique unique (import_key),
  constraint inspection_object_category_fkey foreign key (category) references category (code),
  constraint inspection_object_commune_fkey foreign key (commune_id) references commune (id),
  constraint inspection_object_written_by_fkey foreign key (written_by) references app_user (id),
  constraint inspection_object_state_known check (state in ('open', 'closed')),
  constraint inspection_object_closed_has_day check ((state = 'closed') = (closed_on is not null)),
  constraint inspection_object_closed_not_in_future check (closed_on <= city_date(written_at)),
  constraint inspection_object_name_length check (char_length(name) between 2 and 200)
);
create index inspection_object_commune_index on inspection_object (commune_id, id);
create index inspection_object_position_index on inspection_object using gist (position);

create table inspection (
  id integer generated always as identity,
  object_id integer not null,
  kind text not null,
  result text not null,
  inspected_on date not null,
  obstacle text,
  document_number text,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  -- Once, by whoever recorded it.
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint inspection_pkey primary key (id),
  constraint inspection_object_fkey foreign key (object_id) references inspection_object (id),
  constraint inspection_recorded_by_fkey foreign key (recorded_by) references app_user (id),
  constraint inspection_kind_known check (
    kind in ('regular', 'unannounced', 'reinspection', 'counter_check', 'guidance')
  ),
  constraint inspection_result_known check (
    result in (
      'no_violation', 'reminder', 'warning', 'violation_record', 'sanction', 'suspension',
      'licence_withdrawal', 'sent_to_investigators', 'closed_down', 'could_not_inspect'
    )
  ),
  constraint inspection_says_why_not check ((result = 'could_not_inspect') = (obstacle is not null)),
  constraint inspection_not_in_future check (inspected_on <= city_date(recorded_at)),
  constraint inspection_withdrawal_complete check (
    (withdrawn_at is null) = (withdrawn_reason is null)
  )
);
create index inspection_object_index on inspection (object_id, inspected_on desc, id desc)
  where withdrawn_at is null;

-- Only its withdrawal may ever be added to a visit.
create function refuse_change_of_inspection() returns trigger
  language plpgsql as $$
begin
  if old.withdrawn_at is null
    and (old.id, old.object_id, old.kind, old.result, old.inspected_on, old.recorded_by, old.recorded_at)
      = (new.id, new.object_id, new.kind, new.result, new.inspected_on, new.recorded_by, new.recorded_at)
    and (old.obstacle, old.document_number, old.note)
      is not distinct from (new.obstacle, new.document_number, new.note)
  then
    return new;
  end if;
  raise exception 'an inspection is never changed';
end
$$;
create trigger inspection_is_immutable before update on inspection
  for each row execute function refuse_change_of_inspection();
create trigger inspection_is_not_deleted before delete on inspection
  for each row execute function refuse_change();
create trigger inspection_is_not_truncated before truncate on inspection
  for each statement execute function refuse_change();

-- What was set before stays: the latest row of a commune and year holds.
create table inspection_quota (
  id integer generated always as identity,
  commune_id integer not null,
  year integer not null,
  quota integer not null,
  document_number text not null,
  set_by text not null,
  set_at timestamptz not null,
  constraint inspection_quota_pkey primary key (id),
  constraint inspection_quota_commune_fkey foreign key (commune_id) references commune (id),
  constraint inspection_quota_set_by_fkey foreign key (set_by) references app_user (id),
  constraint inspection_quota_not_negative check (quota >= 0),
  constraint inspection_quota_year_sensible check (year between 2000 and 2999)
);
create index inspection_quota_year_index on inspection_quota (year, commune_id, id desc);

grant select, insert, update on inspection_object, inspection to diaban_app;
grant select, insert on inspection_quota to diaban_app;
grant usage on sequence inspection_object_code_sequence to diaban_app;

-- Who goes to inspect sees what lies on the own routes.
create function actor_inspection_object_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 100
  begin atomic
    select inspection_object.id from inspection_object where false;
  end;

alter table inspection_object enable row level security;
alter table inspection enable row level security;
alter table inspection_quota enable row level security;

create policy object_within_reach on inspection_object for select to diaban_app
  using (
    (select actor_role()) in ('planner', 'coordinator')
    or ((select actor_reach()) = 'communes' and commune_id = any ((select actor_commune_ids())::integer[]))
    or ((select actor_reach()) = 'routes' and id in (select actor_inspection_object_ids()))
  );
create policy object_entered on inspection_object for insert to diaban_app
  with check (actor_role() in ('planner', 'coordinator') and written_by = actor_account_id());
create policy object_changed on inspection_object for update to diaban_app
  using (actor_role() in ('planner', 'coordinator'))
  with check (actor_role() in ('planner', 'coordinator') and written_by = actor_account_id());
create policy inspection_within_reach on inspection for select to diaban_app
  using (exists (select from inspection_object where inspection_object.id = inspection.object_id));
create policy inspection_recorded on inspection for insert to diaban_app
  with check (
    actor_role() in ('planner', 'inspector') and recorded_by = actor_account_id()
    and exists (select from inspection_object where inspection_object.id = inspection.object_id)
  );
create policy inspection_withdrawn on inspection for update to diaban_app
  using (actor_role() in ('planner', 'inspector') and recorded_by = actor_account_id())
  with check (recorded_by = actor_account_id());
create policy quota_within_reach on inspection_quota for select to diaban_app
  using (
    (select actor_role()) in ('planner', 'coordinator')
    or ((select actor_reach()) = 'communes' and commune_id = any ((select actor_commune_ids())::integer[]))
  );
create policy quota_set_by_coordinator on inspection_quota for insert to diaban_app
  with check (actor_role() = 'coordinator' and set_by = actor_account_id());
