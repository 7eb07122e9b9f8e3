-- The second lock: what a request may reach, whatever its statements forgot to say.

grant select on category, setting to diaban_app;
grant insert on setting to diaban_app;
grant usage on sequence point_code_sequence, point_id_seq to diaban_app;
grant select, insert, update on point, cycle, handover, signal, import_mapping to diaban_app;
grant select on event_in_force to diaban_app;
grant select, insert on event, import_run, idempotency_record to diaban_app;
grant select, insert, update on check_record to diaban_app;
-- A key is claimed before its write runs and filled with the answer afterwards.
grant update, delete on idempotency_record to diaban_app;
grant select, insert, update, delete on point_alias, point_commune, point_flag to diaban_app;
grant select on audit_entry, audit_head to diaban_app;

-- Points that the asker may see. Security definer, so that the policy of point_commune does not ask back.
create function actor_sees_point(given_point_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case actor_reach()
    when 'city' then true
    when 'communes' then exists (
      select from point_commune
      where point_commune.point_id = given_point_id
        and point_commune.commune_id = any (actor_commune_ids())
    )
    when 'routes' then exists (
      select from point
      where point.id = given_point_id and point.proposed_by = actor_account_id()
    )
    else false
  end;

create function actor_is_system() returns boolean
  language sql stable parallel safe
  return actor_role() = 'system';

alter table point enable row level security;
alter table point_alias enable row level security;
alter table point_commune enable row level security;
alter table cycle enable row level security;
alter table event enable row level security;
alter table handover enable row level security;
alter table signal enable row level security;
alter table check_record enable row level security;
alter table point_flag enable row level security;
alter table audit_entry enable row level security;
alter table audit_head enable row level security;
alter table import_mapping enable row level security;
alter table import_run enable row level security;
alter table idempotency_record enable row level security;

-- A new point's communes are only written after it, so it is inserted under a number drawn beforehand
-- and read back when they stand.
create policy point_within_reach on point to diaban_app
  using (
    actor_reach() = 'city'
    or actor_sees_point(id)
  )
  with check (actor_reach() in ('city', 'communes', 'routes'));
create policy alias_within_reach on point_alias to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
create policy commune_of_point_within_reach on point_commune to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() in ('city', 'communes', 'routes'));
create policy cycle_within_reach on cycle to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
create policy event_within_reach on event to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (
    (actor_reach() = 'city' or actor_sees_point(point_id)) and actor_id = actor_account_id()
  );
create policy handover_within_reach on handover to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
create policy signal_within_reach on signal to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
create policy check_within_reach on check_record to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));
create policy flag_within_reach on point_flag to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_sees_point(point_id));

create policy log_for_the_auditor on audit_entry for select to diaban_app
  using (actor_reach() = 'log');
create policy log_head_for_the_auditor on audit_head for select to diaban_app
  using (actor_reach() = 'log');

create policy own_mapping on import_mapping to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());
create policy own_or_city_import on import_run to diaban_app
  using (account_id = actor_account_id() or actor_reach() = 'city')
  with check (account_id = actor_account_id());
create policy own_answers on idempotency_record to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());
