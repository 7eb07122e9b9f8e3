-- What became of each row of an import of tips, and the way back from a whole one while nothing stands on its tips.

alter table import_row
  -- No foreign key: the tip goes when its import is undone, the row stays.
  add column tip_id integer,
  drop constraint import_row_has_point,
  add constraint import_row_has_point check (
    num_nonnulls(point_id, tip_id)
    = case when outcome in ('added', 'unchanged', 'changed') then 1 else 0 end
  );
create index import_row_tip_index on import_row (tip_id) where outcome = 'added';

-- Who imported a file knows its rows, also where its tips lie beyond their reach.
drop policy row_of_import_within_reach on import_row;
create policy row_of_import_within_reach on import_row to diaban_app
  using (
    actor_reach() = 'city'
    or (point_id is not null and actor_sees_point(point_id))
    or exists (
      select from import_run
      where import_run.id = import_row.run_id and import_run.account_id = actor_account_id()
    )
  )
  with check (exists (
    select from import_run where import_run.id = import_row.run_id and import_run.account_id = actor_account_id()
  ));

-- Events of tips stay for ever, but for the receipts of an import that is undone.
create function refuse_change_of_tip_event() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' and old.kind = 'received' and old.seq = 1 and exists (
    select from import_row
    join import_run on import_run.id = import_row.run_id
    where import_row.tip_id = old.tip_id and import_row.outcome = 'added'
      and import_run.undone_at is not null
  ) then
    return old;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name
    using errcode = 'restrict_violation', constraint = 'append_only';
end
$$;
revoke all on function refuse_change_of_tip_event() from public;
drop trigger tip_event_is_immutable on tip_event;
create trigger tip_event_is_immutable before update or delete on tip_event
  for each row execute function refuse_change_of_tip_event();
