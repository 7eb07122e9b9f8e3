-- Boundaries cut small, so that "which commune" and "how near the border" cost microseconds a point,
-- and the one function that says which communes a point touches.

create table boundary_part (
  set_id integer not null,
  commune_id integer not null,
  geom geometry(Geometry, 4326) not null,
  constraint boundary_part_boundary_fkey foreign key (set_id, commune_id)
    references boundary (set_id, commune_id) on delete cascade
);
comment on table boundary_part is 'Areas of a boundary set in pieces of at most 64 vertices.';
create index boundary_part_geom_index on boundary_part using gist (geom);
create index boundary_part_boundary_index on boundary_part (set_id, commune_id);

create table boundary_line (
  set_id integer not null,
  commune_id integer not null,
  geom geometry(Geometry, 4326) not null,
  constraint boundary_line_boundary_fkey foreign key (set_id, commune_id)
    references boundary (set_id, commune_id) on delete cascade
);
comment on table boundary_line is 'Borders of a boundary set in pieces of at most 16 vertices.';
create index boundary_line_geom_index on boundary_line using gist (geom);
create index boundary_line_boundary_index on boundary_line (set_id, commune_id);

create function split_boundary() returns trigger
  language plpgsql as $$
begin
  insert into boundary_part (set_id, commune_id, geom)
  select new.set_id, new.commune_id, st_subdivide(new.geom, 64);
  insert into boundary_line (set_id, commune_id, geom)
  select new.set_id, new.commune_id, st_subdivide(st_boundary(new.geom), 16);
  return null;
end
$$;
create trigger boundary_is_split after insert on boundary
  for each row execute function split_boundary();

grant select on boundary_part, boundary_line to diaban_app;

-- The set in force, locked against being replaced until the caller's transaction ends: whoever derives
-- communes while a boundary file is being imported waits, and then goes by the new set.
create function lock_active_boundary_set() returns boundary_set
  language plpgsql as $$
declare
  found_set boundary_set;
begin
  for attempt in 1..5 loop
    select * into found_set from boundary_set where active for share;
    -- A set that was replaced while we waited is not in force any more; the next look finds its successor.
    if found then return found_set; end if;
  end loop;
  raise exception 'there is no active boundary set' using errcode = 'object_not_in_prerequisite_state';
end
$$;

-- How much of a geometry lies somewhere: area before length before count, whatever it is made of.
create function share_of(given geometry) returns double precision
  language sql immutable strict parallel safe
  return case st_dimension(given)
    when 2 then st_area(given)
    when 1 then st_length(given)
    else st_npoints(given)
  end;

-- Metres are measured on the spheroid; the box in degrees before it is what the index knows (a degree
-- is nowhere in the city shorter than 90 km).
-- Derives the communes of some points (null: of all) from the active boundary set, all at once.
-- Every commune that the geometry touches is kept, one leads: the one a person chose if it still touches,
-- else the one under the anchor, else the one with the largest share. A place that touches none belongs
-- to the nearest within the setting's metres; farther away it is outside the city: what was known of it
-- stays, and its number is returned.
-- Runs with its owner's rights: a new point is not yet in anybody's reach before its communes stand.
create function derive_communes_of_points(
  given_point_ids integer[],
  given_on date,
  out point_count integer,
  out uncertain_count integer,
  out near_count integer,
  out lead_changed_count integer,
  out chosen_lost_count integer,
  out outside_point_ids integer[]
)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  in_force boundary_set;
  border_metres double precision;
  nearest_metres double precision;
  derived_points integer[];
  derived_communes integer[];
  derived_leads boolean[];
  derived_chosen boolean[];
  derived_near boolean[];
  covered_points integer[];
begin
  in_force := lock_active_boundary_set();
  select (value ->> 'borderMetres')::double precision, (value ->> 'nearestMetres')::double precision
  into strict border_metres, nearest_metres
  from setting
  where key = 'boundary.uncertainty' and valid_from <= coalesce(given_on, city_date(now()))
  order by valid_from desc
  limit 1;

  with target as materialized (
    select point.id, point.geom, point.anchor, geometrytype(point.geom) = 'POINT' as is_spot
    from point
    where given_point_ids is null or point.id = any (given_point_ids)
  ),
  touched as materialized (
    select
      target.id as point_id,
      boundary_part.commune_id,
      bool_or(target.is_spot or st_intersects(boundary_part.geom, target.anchor)) as under_anchor,
      sum(
        case
          when target.is_spot then 0
          else share_of(st_intersection(boundary_part.geom, target.geom))
        end
      ) as share
    from target
    join boundary_part on st_intersects(boundary_part.geom, target.geom)
    where boundary_part.set_id = in_force.id
    group by target.id, boundary_part.commune_id
  ),
  near as (
    select target.id as point_id, nearest.commune_id
    from target
    cross join lateral (
      select candidate.commune_id
      from (
        select boundary_line.commune_id, boundary_line.geom
        from boundary_line
        where boundary_line.set_id = in_force.id
          and boundary_line.geom && st_expand(target.anchor, nearest_metres / 90000.0)
        order by boundary_line.geom <-> target.anchor
        limit 4
      ) candidate
      where st_dwithin(candidate.geom::geography, target.anchor::geography, nearest_metres)
      order by st_distance(candidate.geom::geography, target.anchor::geography), candidate.commune_id
      limit 1
    ) nearest
    where not exists (select from touched where touched.point_id = target.id)
  ),
  ranked as (
    select
      touched.point_id,
      touched.commune_id,
      row_number() over (
        partition by touched.point_id
        order by
          coalesce(known.lead and known.chosen, false) desc,
          touched.under_anchor desc,
          touched.share desc,
          commune.code
      ) = 1 as lead,
      coalesce(known.lead and known.chosen, false) as chosen,
      touched.under_anchor,
      false as near
    from touched
    join commune on commune.id = touched.commune_id
    left join point_commune known
      on known.point_id = touched.point_id and known.commune_id = touched.commune_id
    union all
    select near.point_id, near.commune_id, true, false, false, true from near
  )
  select
    coalesce(array_agg(ranked.point_id), '{}'), coalesce(array_agg(ranked.commune_id), '{}'),
    coalesce(array_agg(ranked.lead), '{}'), coalesce(array_agg(ranked.chosen), '{}'),
    coalesce(array_agg(ranked.near), '{}'),
    coalesce(array_agg(ranked.point_id) filter (where ranked.under_anchor), '{}')
  into derived_points, derived_communes, derived_leads, derived_chosen, derived_near, covered_points
  from ranked;

  select count(*), coalesce(array_agg(point.id order by point.id) filter (where derived.id is null), '{}')
  into point_count, outside_point_ids
  from point
  left join (select distinct unnest(derived_points) as id) derived on derived.id = point.id
  where given_point_ids is null or point.id = any (given_point_ids);

  select
    count(*) filter (where derived.lead and derived.near),
    count(*) filter (where derived.lead and known.commune_id <> derived.commune_id),
    count(*) filter (where derived.lead and known.chosen and not derived.chosen)
  into near_count, lead_changed_count, chosen_lost_count
  from unnest(derived_points, derived_communes, derived_leads, derived_chosen, derived_near)
    as derived (point_id, commune_id, lead, chosen, near)
  left join point_commune known on known.point_id = derived.point_id and known.lead;

  delete from point_commune
  where point_commune.point_id = any (derived_points)
    and not exists (
      select
      from unnest(derived_points, derived_communes, derived_leads, derived_chosen)
        as derived (point_id, commune_id, lead, chosen)
      where derived.point_id = point_commune.point_id
        and derived.commune_id = point_commune.commune_id
        and derived.lead = point_commune.lead
        and derived.chosen = point_commune.chosen
    );
  insert into point_commune (point_id, commune_id, lead, chosen)
  select derived.point_id, derived.commune_id, derived.lead, derived.chosen
  from unnest(derived_points, derived_communes, derived_leads, derived_chosen)
    as derived (point_id, commune_id, lead, chosen)
  on conflict (point_id, commune_id) do nothing;

  with judged as (
    select
      point.id,
      in_force.kind = 'approximate'
        or covered.id is null
        or exists (
          select from boundary_line
          where boundary_line.set_id = in_force.id
            and boundary_line.geom && st_expand(point.anchor, border_metres / 90000.0)
            and st_dwithin(boundary_line.geom::geography, point.anchor::geography, border_metres)
        ) as uncertain
    from point
    left join (select distinct unnest(covered_points) as id) covered on covered.id = point.id
    where given_point_ids is null or point.id = any (given_point_ids)
  ),
  corrected as (
    update point
    set commune_uncertain = judged.uncertain
    from judged
    where point.id = judged.id and point.commune_uncertain <> judged.uncertain
  )
  select count(*) filter (where judged.uncertain) into uncertain_count from judged;
end
$$;
revoke all on function derive_communes_of_points(integer[], date) from public;
grant execute on function derive_communes_of_points(integer[], date) to diaban_app;

-- The areas of a set, simplified by a tolerance in degrees; neighbours keep their common border where
-- this PostGIS can simplify a coverage (GEOS 3.12), else each area is simplified by itself.
create function simplified_areas(given_set_id integer, tolerance double precision)
returns table (commune_id integer, geom geometry)
  language plpgsql stable as $$
begin
  if tolerance <= 0 then
    return query
      select boundary.commune_id, boundary.geom from boundary where boundary.set_id = given_set_id;
  elsif to_regprocedure('st_coveragesimplify(geometry, double precision, boolean)') is not null then
    -- As text, so that a PostGIS without the function still accepts this one.
    return query execute
      'select boundary.commune_id, st_coveragesimplify(boundary.geom, $2) over ()
       from boundary where boundary.set_id = $1'
      using given_set_id, tolerance;
  else
    return query
      select boundary.commune_id, st_simplifypreservetopology(boundary.geom, tolerance)
      from boundary
      where boundary.set_id = given_set_id;
  end if;
end
$$;
