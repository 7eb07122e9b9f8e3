-- Searching names asks the policies about every row. A function call for each of them cost a second at
-- 50,000 points; the set of what the asker reaches is found once for a statement and then looked up.
-- Single records of the other tables keep asking row by row: there the set would cost more.

create function actor_point_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 1000
  begin atomic
    select point_commune.point_id
    from point_commune
    where actor_reach() = 'communes' and point_commune.commune_id = any (actor_commune_ids())
    union
    select point.id
    from point
    where actor_reach() = 'routes' and point.proposed_by = actor_account_id();
  end;

alter policy point_within_reach on point
  using ((select actor_reach()) = 'city' or id in (select actor_point_ids()));
alter policy alias_within_reach on point_alias
  using ((select actor_reach()) = 'city' or point_id in (select actor_point_ids()));

create index point_proposed_by_index on point (proposed_by) where proposed_by is not null;
