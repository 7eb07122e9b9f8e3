-- What became of each row of an import, and the way back from a whole import while nothing stands on its points.

alter table import_run
  add column register text not null default 'points',
  -- Of the rows that were not written, those that only waited for a decision.
  add column waiting integer not null default 0,
  -- Of the rows that the register knew already, those that differ from it.
  add column changed integer not null default 0,
  add column undone_by text,
  add column undone_at timestamptz,
  add constraint import_run_register_known check (register in ('points', 'businesses', 'tips')),
  add constraint import_run_undone_by_fkey foreign key (undone_by) references app_user (id),
  add constraint import_run_undoing_complete check ((undone_by is null) = (undone_at is null));
create index import_run_register_index on import_run (register, id);

update import_run set register = 'businesses'
where exists (
  select from audit_entry
  where audit_entry.action = 'inspection_objects.import' and audit_entry.subject_id = import_run.id::text
);

-- A refused row keeps its line and its reasons alone: its cells may hold what the register must not hold.
create table import_row (
  run_id integer not null,
  line integer not null,
  outcome text not null,
  name text,
  reasons text[] not null default '{}',
  -- No foreign key: the point goes when its import is undone, the row stays.
  point_id integer,
  -- The point as it was when its import was undone.
  removed jsonb,
  constraint import_row_pkey primary key (run_id, line),
  constraint import_row_run_fkey foreign key (run_id) references import_run (id),
  constraint import_row_outcome_known check (
    outcome in ('added', 'unchanged', 'changed', 'waiting', 'refused')
  ),
  constraint import_row_has_point check ((outcome in ('added', 'unchanged', 'changed')) = (point_id is not null))
);
create index import_row_point_index on import_row (point_id) where outcome = 'added';

grant select, insert on import_row to diaban_app;
alter table import_row enable row level security;
create policy row_of_import_within_reach on import_row to diaban_app
  using (actor_reach() = 'city' or (point_id is not null and actor_sees_point(point_id)))
  with check (exists (
    select from import_run where import_run.id = import_row.run_id and import_run.account_id = actor_account_id()
  ));

-- The removal of a point looks for what refers to it.
create index signal_named_point_index on signal (named_point_id) where named_point_id is not null;
create index signal_new_point_index on signal (new_point_id) where new_point_id is not null;
create index handover_response_point_index on handover (response_point_id) where response_point_id is not null;
create index indicator_point_point_index on indicator_point (point_id);

-- Events stay for ever, but for the proposals of an import that is undone.
create function refuse_change_of_event() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' and old.kind = 'proposed' and old.seq = 1 and exists (
    select from import_row
    join import_run on import_run.id = import_row.run_id
    where import_row.point_id = old.point_id and import_row.outcome = 'added'
      and import_run.undone_at is not null
  ) then
    return old;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'restrict_violation', constraint = 'append_only';
end
$$;
revoke all on function refuse_change_of_event() from public;
drop trigger event_is_immutable on event;
create trigger event_is_immutable before update or delete on event
  for each row execute function refuse_change_of_event();
