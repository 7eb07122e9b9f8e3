-- Tips that a commune took in itself and closed itself: nobody outside of it has seen them. They are counted beside the others
-- wherever a share of tips in time is shown.

-- True where somebody acted for a commune on the day of the act.
create function acted_for_commune(
  given_account text, given_role text, given_commune_id integer, given_at timestamptz
) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return given_role in ('leader', 'officer') and exists (
    select from role_assignment
    where role_assignment.account_id = given_account
      and role_assignment.commune_id = given_commune_id
      and role_assignment.valid_from <= city_date(given_at)
      and (role_assignment.valid_to is null or role_assignment.valid_to > city_date(given_at))
  );

-- The one place that says which tips these are: a person of the commune that is measured by it took it in, no hotline and no
-- portal, nobody of the city and of no other commune; and a person of the same commune closed it.
create function is_own_tip(given_tip_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select from tip
    join tip_event taken on taken.tip_id = tip.id and taken.seq = 1
    cross join lateral (
      select step.actor_id, step.actor_role, step.recorded_at
      from tip_event step
      where step.tip_id = tip.id and step.kind in ('handled', 'forwarded')
      order by step.seq desc
      limit 1
    ) closing
    where tip.id = given_tip_id and tip.source_id is null
      and acted_for_commune(taken.actor_id, taken.actor_role, tip.commune_id, taken.recorded_at)
      and acted_for_commune(closing.actor_id, closing.actor_role, tip.commune_id, closing.recorded_at)
  );
revoke all on function acted_for_commune(text, text, integer, timestamptz) from public;
revoke all on function is_own_tip(integer) from public;

-- Kept with the tip when it is closed: nothing moves it or opens it again afterwards.
alter table tip add column own boolean not null default false;
update tip set own = true where handled_on is not null and is_own_tip(id);

create function mark_own_tip() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tip set own = true where id = new.tip_id and is_own_tip(new.tip_id);
  return null;
end
$$;
revoke all on function mark_own_tip() from public;
create trigger tip_closing_marks_own after insert on tip_event
  for each row when (new.kind in ('handled', 'forwarded')) execute function mark_own_tip();
