-- Everybody reads rules and settings; only the people who keep them write them. No request can change whether the
-- register is a demonstration. And nobody brings a point within their reach by adding a commune to it: such a row is
-- written only by an actor who sees the point or has just proposed it.

alter table setting enable row level security;
alter table deadline_rule enable row level security;
alter table day_off enable row level security;
alter table commune_population enable row level security;

create policy setting_read on setting for select to diaban_app using (true);
create policy setting_by_its_keepers on setting for insert to diaban_app
  with check (actor_role() in ('coordinator', 'admin') and key <> 'demo');
create policy deadline_rule_read on deadline_rule for select to diaban_app using (true);
create policy deadline_rule_by_its_keepers on deadline_rule for insert to diaban_app
  with check (actor_role() in ('coordinator', 'admin'));
create policy day_off_read on day_off for select to diaban_app using (true);
create policy day_off_by_its_keepers on day_off to diaban_app
  using (actor_role() in ('coordinator', 'admin'))
  with check (actor_role() in ('coordinator', 'admin'));
create policy commune_population_read on commune_population for select to diaban_app using (true);
create policy commune_population_by_its_keepers on commune_population for insert to diaban_app
  with check (actor_role() in ('coordinator', 'admin'));

create function actor_places_point(given_point_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return actor_sees_point(given_point_id) or exists (
    select from point
    where point.id = given_point_id and point.proposed_by = actor_account_id()
  );

drop policy commune_of_point_within_reach on point_commune;
create policy commune_of_point_within_reach on point_commune to diaban_app
  using (actor_reach() = 'city' or actor_sees_point(point_id))
  with check (actor_reach() = 'city' or actor_places_point(point_id));
