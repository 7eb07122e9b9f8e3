-- Teams, their usual days, routes with their stops in order, and what was found. A route that is not announced
-- is seen by planners and by its own team until it is done; an inspector sees points through own routes.

create table team (
  id integer generated always as identity,
  name text not null,
  skills text[] not null,
  version integer not null default 1,
  retired_at timestamptz,
  created_at timestamptz not null,
  constraint team_pkey primary key (id),
  constraint team_name_length check (char_length(name) between 2 and 100),
  constraint team_skills_known check (skills <@ array['fire_safety', 'health', 'labour'])
);
create unique index team_name_unique on team (fold_text(name)) where retired_at is null;

create table team_member (
  team_id integer not null,
  account_id text not null,
  constraint team_member_pkey primary key (team_id, account_id),
  constraint team_member_team_fkey foreign key (team_id) references team (id),
  constraint team_member_account_fkey foreign key (account_id) references app_user (id)
);
create index team_member_account_index on team_member (account_id);

-- Hours are minutes from midnight of the day; without a start or an end the way is open there.
create table shift_template (
  id integer generated always as identity,
  team_id integer not null,
  name text not null,
  vehicle text not null,
  starts_at integer not null,
  ends_at integer not null,
  rest_from integer,
  rest_to integer,
  rest_minutes integer,
  start_place geometry(Point, 4326),
  end_place geometry(Point, 4326),
  most_stops integer,
  constraint shift_template_pkey primary key (id),
  constraint shift_template_team_fkey foreign key (team_id) references team (id),
  constraint shift_template_name_unique unique (team_id, name),
  constraint shift_template_vehicle_known check (vehicle in ('motorbike', 'car')),
  constraint shift_template_hours_forward check (starts_at >= 0 and ends_at > starts_at and ends_at <= 1440),
  constraint shift_template_rest_inside check (
    (rest_from is null and rest_to is null and rest_minutes is null)
    or (rest_from between starts_at and rest_to and rest_to <= ends_at and rest_minutes > 0)
  )
);

create table route (
  id integer generated always as identity,
  title text not null,
  on_date date not null,
  kind text not null,
  unannounced boolean not null,
  state text not null default 'draft',
  version integer not null default 1,
  -- Part of the stops that is drawn at random, and why it is less than the setting asks for.
  random_share real not null,
  random_share_reason text,
  seed integer not null,
  created_by text not null,
  created_at timestamptz not null,
  published_by text,
  published_at timestamptz,
  published_version integer,
  constraint route_pkey primary key (id),
  constraint route_title_length check (char_length(title) between 2 and 120),
  constraint route_kind_known check (
    kind in ('regular', 'unannounced', 'reinspection', 'counter_check', 'guidance')
  ),
  constraint route_unannounced_is_not_told check (kind <> 'unannounced' or unannounced),
  constraint route_state_known check (state in ('draft', 'published', 'done')),
  constraint route_publication_complete check (
    (state = 'draft') = (published_by is null) and (published_by is null) = (published_at is null)
  ),
  constraint route_random_share_is_share check (random_share between 0 and 1),
  constraint route_created_by_fkey foreign key (created_by) references app_user (id),
  constraint route_published_by_fkey foreign key (published_by) references app_user (id)
);
create index route_date_index on route (on_date desc);

-- A team's day on a route; a copy of the template, so that later templates leave it alone.
create table route_shift (
  id integer generated always as identity,
  route_id integer not null,
  team_id integer not null,
  skills text[] not null,
  vehicle text not null,
  starts_at integer not null,
  ends_at integer not null,
  rest_from integer,
  rest_to integer,
  rest_minutes integer,
  start_place geometry(Point, 4326),
  end_place geometry(Point, 4326),
  most_stops integer,
  finished_at timestamptz,
  finished_by text,
  constraint route_shift_pkey primary key (id),
  constraint route_shift_one_per_team unique (route_id, team_id),
  constraint route_shift_route_fkey foreign key (route_id) references route (id),
  constraint route_shift_team_fkey foreign key (team_id) references team (id),
  constraint route_shift_finished_by_fkey foreign key (finished_by) references app_user (id),
  constraint route_shift_vehicle_known check (vehicle in ('motorbike', 'car')),
  constraint route_shift_hours_forward check (starts_at >= 0 and ends_at > starts_at and ends_at <= 1440),
  constraint route_shift_rest_inside check (
    (rest_from is null and rest_to is null and rest_minutes is null)
    or (rest_from between starts_at and rest_to and rest_to <= ends_at and rest_minutes > 0)
  )
);
create index route_shift_team_index on route_shift (team_id);

create table stop (
  id integer generated always as identity,
  route_id integer not null,
  -- Null: in no team's order yet, or found no room.
  shift_id integer,
  position integer not null,
  point_id integer,
  label text,
  place geometry(Point, 4326) not null,
  unplanned boolean not null default false,
  unplanned_key uuid,
  random boolean not null default false,
  service_minutes integer not null,
  window_from integer,
  window_to integer,
  skills text[] not null default '{}',
  -- Each holds by itself.
  lock_shift_id integer,
  lock_position integer,
  lock_from integer,
  lock_to integer,
  reasons jsonb,
  state text not null default 'planned',
  removed boolean not null default false,
  -- As it was published: seconds from midnight, and in whose order.
  planned_start integer,
  planned_shift_id integer,
  -- The stop of an earlier route that this one takes up.
  carried_from integer,
  added_by text not null,
  added_at timestamptz not null,
  constraint stop_pkey primary key (id),
  constraint stop_route_fkey foreign key (route_id) references route (id),
  constraint stop_shift_fkey foreign key (shift_id) references route_shift (id),
  constraint stop_lock_shift_fkey foreign key (lock_shift_id) references route_shift (id),
  constraint stop_planned_shift_fkey foreign key (planned_shift_id) references route_shift (id),
  constraint stop_point_fkey foreign key (point_id) references point (id),
  constraint stop_carried_from_fkey foreign key (carried_from) references stop (id),
  constraint stop_added_by_fkey foreign key (added_by) references app_user (id),
  constraint stop_unplanned_key_unique unique (unplanned_key),
  constraint stop_unplanned_has_key check (unplanned = (unplanned_key is not null)),
  constraint stop_position_not_negative check (position >= 0),
  constraint stop_service_positive check (service_minutes > 0),
  constraint stop_window_forward check (window_from <= window_to),
  constraint stop_lock_time_forward check (lock_from <= lock_to),
  constraint stop_state_known check (state in ('planned', 'done', 'could_not_check', 'carried')),
  -- The first part names the place that the register knows, the second one that it does not.
  constraint stop_names_a_place check (point_id is not null or label is not null),
  constraint stop_skills_known check (skills <@ array['fire_safety', 'health', 'labour'])
);
create unique index stop_once_per_route on stop (route_id, point_id) where not removed;
create index stop_route_index on stop (route_id);
create index stop_point_index on stop (point_id) where not removed;
create index stop_shift_index on stop (shift_id) where not removed;
create index stop_carried_index on stop (id) where state = 'carried';
create unique index stop_taken_up_once on stop (carried_from) where not removed;

create table stop_result (
  id uuid not null,
  stop_id integer not null,
  route_id integer not null,
  arrived_at timestamptz,
  finished_at timestamptz not null,
  result text not null,
  inspection text,
  checklist jsonb not null default '{}',
  obstacle text,
  reason text,
  note text,
  position geometry(Point, 4326),
  accuracy_metres real,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint stop_result_pkey primary key (id),
  constraint stop_result_stop_fkey foreign key (stop_id) references stop (id),
  constraint stop_result_route_fkey foreign key (route_id) references route (id),
  constraint stop_result_recorded_by_fkey foreign key (recorded_by) references app_user (id),
  constraint stop_result_known check (result in ('no_sign', 'signs', 'could_not_check')),
  constraint stop_result_says_why check ((result = 'could_not_check') = (obstacle is not null)),
  constraint stop_result_forward check (arrived_at <= finished_at)
);
create index stop_result_stop_index on stop_result (stop_id, recorded_at desc);
create index stop_result_route_index on stop_result (route_id);

-- Every edit with what the touched stops were before and after, so that nothing is lost and all can be undone.
create table route_edit (
  route_id integer not null,
  version integer not null,
  made_by text not null,
  made_at timestamptz not null,
  operations jsonb not null,
  -- The stops it is about, and (negative) the shifts: what two edits of one moment may not share.
  subjects integer[] not null,
  before jsonb not null,
  after jsonb not null,
  constraint route_edit_pkey primary key (route_id, version),
  constraint route_edit_route_fkey foreign key (route_id) references route (id),
  constraint route_edit_made_by_fkey foreign key (made_by) references app_user (id)
);

-- Each draw can be made again: seed and pool give the same places.
create table route_draw (
  id integer generated always as identity,
  route_id integer not null,
  seed integer not null,
  pool integer[] not null,
  drawn integer[] not null,
  made_by text not null,
  made_at timestamptz not null,
  constraint route_draw_pkey primary key (id),
  constraint route_draw_route_fkey foreign key (route_id) references route (id),
  constraint route_draw_from_pool check (drawn <@ pool)
);
create index route_draw_route_index on route_draw (route_id);

-- What was published, as it was.
create table route_version (
  route_id integer not null,
  version integer not null,
  plan jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  constraint route_version_pkey primary key (route_id, version),
  constraint route_version_route_fkey foreign key (route_id) references route (id),
  constraint route_version_published_by_fkey foreign key (published_by) references app_user (id)
);

create table route_presence (
  route_id integer not null,
  account_id text not null,
  stop_id integer,
  seen_at timestamptz not null,
  constraint route_presence_pkey primary key (route_id, account_id),
  constraint route_presence_route_fkey foreign key (route_id) references route (id),
  constraint route_presence_account_fkey foreign key (account_id) references app_user (id)
);

create table candidate_preference (
  account_id text not null,
  weights jsonb not null,
  updated_at timestamptz not null,
  constraint candidate_preference_pkey primary key (account_id),
  constraint candidate_preference_account_fkey foreign key (account_id) references app_user (id)
);

create trigger stop_result_is_immutable before update or delete on stop_result
  for each row execute function refuse_change();
create trigger stop_result_is_not_truncated before truncate on stop_result
  for each statement execute function refuse_change();
create trigger route_edit_is_immutable before update or delete on route_edit
  for each row execute function refuse_change();
create trigger route_draw_is_immutable before update or delete on route_draw
  for each row execute function refuse_change();
create trigger route_version_is_immutable before update or delete on route_version
  for each row execute function refuse_change();

-- Security definer, so that the policies do not ask each other in a ring.
create function actor_shift_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 20
  begin atomic
    select route_shift.id
    from team_member
    join route_shift on route_shift.team_id = team_member.team_id
    join route on route.id = route_shift.route_id
    where team_member.account_id = actor_account_id() and route.state <> 'draft';
  end;

create function actor_sees_route(given_route_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case
    when actor_role() = 'planner' then true
    when actor_reach() = 'routes' then exists (
      select from route_shift
      where route_shift.route_id = given_route_id
        and route_shift.id in (select actor_shift_ids())
    )
    when actor_reach() in ('city', 'communes') then exists (
      select from route
      where route.id = given_route_id
        and (route.state = 'done' or (route.state = 'published' and not route.unannounced))
        and (
          actor_reach() = 'city' or exists (
            select from stop
            join point_commune on point_commune.point_id = stop.point_id
            where stop.route_id = route.id and not stop.removed
              and point_commune.commune_id = any (actor_commune_ids())
          )
        )
    )
    else false
  end;

-- A stop of one's own team; a planner's is every one.
create function actor_works_shift(given_shift_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return case
    when actor_role() = 'planner' then true
    when actor_reach() = 'routes' then given_shift_id in (select actor_shift_ids())
    else false
  end;

-- Who may be put into a team. The application's role reads no accounts; planners learn these names alone.
create function inspectors_on(given_on date) returns table (account_id text, name text)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select app_user.id, app_user.name
    from app_user
    where actor_role() = 'planner' and app_user.disabled_at is null and exists (
      select from role_assignment
      where role_assignment.account_id = app_user.id and role_assignment.role = 'inspector'
        and role_assignment.valid_from <= given_on
        and (role_assignment.valid_to is null or role_assignment.valid_to > given_on)
    )
    order by app_user.name, app_user.id;
  end;

-- Whether a team is still out: an inspector sees only the own one's day.
create function route_has_open_shift(given_route_id integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  return exists (
    select from route_shift
    where route_shift.route_id = given_route_id and route_shift.finished_at is null
  );

create or replace function actor_sees_point(given_point_id integer) returns boolean
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
    ) or exists (
      select from stop
      where stop.point_id = given_point_id and not stop.removed
        and stop.shift_id in (select actor_shift_ids())
    )
    else false
  end;

create or replace function actor_point_ids() returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 1000
  begin atomic
    select point_commune.point_id
    from point_commune
    where actor_reach() = 'communes' and point_commune.commune_id = any (actor_commune_ids())
    union
    select point.id
    from point
    where actor_reach() = 'routes' and point.proposed_by = actor_account_id()
    union
    select stop.point_id
    from stop
    where actor_reach() = 'routes' and stop.point_id is not null and not stop.removed
      and stop.shift_id in (select actor_shift_ids());
  end;

grant select on team, team_member, shift_template, route, route_shift, stop, stop_result to diaban_app;
grant select on route_edit, route_draw, route_version, route_presence, candidate_preference to diaban_app;
grant insert on team, team_member, shift_template, route, route_shift, stop, stop_result to diaban_app;
grant insert on route_edit, route_draw, route_version, route_presence, candidate_preference to diaban_app;
grant update on team, route, route_shift, stop, route_presence, candidate_preference to diaban_app;
grant delete on team_member, shift_template to diaban_app;

alter table team enable row level security;
alter table team_member enable row level security;
alter table shift_template enable row level security;
alter table route enable row level security;
alter table route_shift enable row level security;
alter table stop enable row level security;
alter table stop_result enable row level security;
alter table route_edit enable row level security;
alter table route_draw enable row level security;
alter table route_version enable row level security;
alter table route_presence enable row level security;
alter table candidate_preference enable row level security;

create policy team_read on team for select to diaban_app
  using (actor_reach() in ('city', 'communes', 'routes'));
create policy team_by_planner on team to diaban_app
  using (actor_role() = 'planner') with check (actor_role() = 'planner');
create policy member_read on team_member for select to diaban_app
  using (actor_role() = 'planner' or account_id = actor_account_id());
create policy member_by_planner on team_member to diaban_app
  using (actor_role() = 'planner') with check (actor_role() = 'planner');
create policy template_by_planner on shift_template to diaban_app
  using (actor_role() = 'planner') with check (actor_role() = 'planner');

create policy route_within_reach on route for select to diaban_app
  using ((select actor_role()) = 'planner' or actor_sees_route(id));
create policy route_by_planner on route for insert to diaban_app
  with check (actor_role() = 'planner' and created_by = actor_account_id());
create policy route_changed_by_planner_or_team on route for update to diaban_app
  using (
    actor_role() = 'planner' or (actor_reach() = 'routes' and actor_sees_route(id))
  )
  with check (
    actor_role() = 'planner' or (actor_reach() = 'routes' and state in ('published', 'done'))
  );

create policy shift_within_reach on route_shift for select to diaban_app
  using (
    actor_works_shift(id) or (actor_reach() in ('city', 'communes') and actor_sees_route(route_id))
  );
create policy shift_by_planner on route_shift for insert to diaban_app
  with check (actor_role() = 'planner');
create policy shift_changed_by_planner_or_team on route_shift for update to diaban_app
  using (actor_works_shift(id)) with check (actor_works_shift(id));

create policy stop_within_reach on stop for select to diaban_app
  using (
    (select actor_role()) = 'planner'
    or case actor_reach()
      when 'routes' then actor_works_shift(shift_id)
      when 'city' then actor_sees_route(route_id)
      when 'communes' then actor_sees_route(route_id) and actor_sees_point(point_id)
      else false
    end
  );
create policy stop_by_planner_or_unplanned on stop for insert to diaban_app
  with check (
    added_by = actor_account_id()
    and (actor_role() = 'planner' or (unplanned and point_id is null and actor_works_shift(shift_id)))
  );
create policy stop_changed_by_planner_or_team on stop for update to diaban_app
  using (actor_role() = 'planner' or actor_works_shift(shift_id))
  with check (actor_role() = 'planner' or actor_works_shift(shift_id));

create policy result_within_reach on stop_result for select to diaban_app
  using (exists (select from stop where stop.id = stop_result.stop_id));
create policy result_by_its_team on stop_result for insert to diaban_app
  with check (
    recorded_by = actor_account_id() and actor_reach() = 'routes'
    and exists (select from stop where stop.id = stop_result.stop_id)
  );

create policy edit_by_planner on route_edit to diaban_app
  using (actor_role() = 'planner')
  with check (actor_role() = 'planner' and made_by = actor_account_id());
create policy draw_by_planner on route_draw to diaban_app
  using (actor_role() = 'planner')
  with check (actor_role() = 'planner' and made_by = actor_account_id());
create policy version_by_planner on route_version to diaban_app
  using (actor_role() = 'planner')
  with check (actor_role() = 'planner' and published_by = actor_account_id());
create policy presence_by_planner on route_presence to diaban_app
  using (actor_role() = 'planner')
  with check (actor_role() = 'planner' and account_id = actor_account_id());
create policy own_candidate_preference on candidate_preference to diaban_app
  using (account_id = actor_account_id())
  with check (account_id = actor_account_id());
