-- What the import of a long table does for each of its rows costs less.

-- At least five digits. An expression alone is computed in place: a function that selects took ten times as long.
create or replace function next_point_code() returns text
  language sql volatile
  return 'DP-' || to_char(nextval('point_code_sequence'), 'FM9999999999900000');

-- Numbers, from 0, of the positions that are outside the city: in no area of the boundary set in force, and farther from
-- all of them than the setting allows. Degrees. Pieces of areas are found by their index also where they are few.
create function places_outside_city(longitudes double precision[], latitudes double precision[])
  returns table (place integer)
  language sql stable set random_page_cost = 1.1 as $$
  with in_force as materialized (
    select
      boundary_set.id,
      (
        select (setting.value ->> 'nearestMetres')::float8
        from setting
        where setting.key = 'boundary.uncertainty' and setting.valid_from <= city_date(now())
        order by setting.valid_from desc
        limit 1
      ) as nearest_metres
    from boundary_set
    where boundary_set.active
  ),
  given as (
    select
      (item.ordinality - 1)::integer as place,
      st_setsrid(st_point(item.longitude, item.latitude), 4326) as geom
    from unnest(longitudes, latitudes) with ordinality item (longitude, latitude, ordinality)
    offset 0
  )
  select given.place
  from given
  cross join in_force
  -- A case, so that the nearest border is sought only where no area contains the place.
  where case
    when exists (select from area_pieces_meeting(in_force.id, given.geom)) then false
    else nearest_commune(in_force.id, given.geom, in_force.nearest_metres) is null
  end
  order by given.place
$$;

-- Derives the communes of points as before, in two thirds of the time. The codes of the communes are joined once and not
-- looked up for each point; near approximate borders everything is uncertain anyway, so that nobody measures how near;
-- and pieces of areas are found by their index, as above.
create or replace function derive_communes_of_points(
  given_point_ids integer[],
  given_on date,
  out point_count integer,
  out uncertain_count integer,
  out near_count integer,
  out lead_changed_count integer,
  out chosen_lost_count integer,
  out outside_point_ids integer[]
)
  language plpgsql security definer set search_path = public, pg_temp set jit = off
  set random_page_cost = 1.1 as $$
declare
  in_force boundary_set;
  border_metres double precision;
  nearest_metres double precision;
  changed_points integer[];
  written_points integer[];
  written_communes integer[];
  written_leads boolean[];
  written_chosen boolean[];
  certain_points integer[];
  uncertain_points integer[];
begin
  in_force := lock_active_boundary_set();
  select (value ->> 'borderMetres')::double precision, (value ->> 'nearestMetres')::double precision
  into strict border_metres, nearest_metres
  from setting
  where key = 'boundary.uncertainty' and valid_from <= coalesce(given_on, city_date(now()))
  order by valid_from desc
  limit 1;

  with found as (
    select
      finding.id,
      array_agg(finding.commune_id order by finding.commune_id)
        filter (where finding.commune_id is not null) as communes,
      array_agg(
        finding.commune_id
        order by finding.under_anchor desc, finding.share desc, commune.code
      ) filter (where finding.commune_id is not null) as by_rank,
      coalesce(bool_or(finding.under_anchor), false) as under_anchor,
      bool_or(finding.at_border) as at_border
    from (
      select
        point.id, null::integer as commune_id, null::boolean as under_anchor,
        null::double precision as share, false as at_border
      from point
      where given_point_ids is null or point.id = any (given_point_ids)
      union all
      select touch.point_id, touch.commune_id, touch.under_anchor, touch.share, false
      from touches_of_points(in_force.id, given_point_ids) touch
      union all
      select bordering.point_id, null, null, null, true
      from points_at_borders(in_force.id, given_point_ids, border_metres) bordering
      where in_force.kind <> 'approximate'
    ) finding
    left join commune on commune.id = finding.commune_id
    group by finding.id
  ),
  placed as (
    select
      found.id, before.communes as known_communes, before.leads as known_leads,
      before.chosen as known_chosen, before.chosen_lead, known.commune_uncertain as known_uncertain,
      in_force.kind = 'approximate' or not found.under_anchor or found.at_border as uncertain,
      found.communes is null as near,
      case
        when found.communes is null then array_remove(array[nearest.commune_id], null)
        else found.communes
      end as communes,
      case
        when found.communes is null then nearest.commune_id
        when before.chosen_lead = any (found.communes) then before.chosen_lead
        else found.by_rank[1]
      end as lead
    from found
    cross join lateral (
      select point.anchor, point.commune_uncertain from point where point.id = found.id offset 0
    ) known
    cross join lateral (
      select
        array_agg(point_commune.commune_id order by point_commune.commune_id) as communes,
        array_agg(point_commune.lead order by point_commune.commune_id) as leads,
        array_agg(point_commune.chosen order by point_commune.commune_id) as chosen,
        max(point_commune.commune_id) filter (where point_commune.lead and point_commune.chosen)
          as chosen_lead
      from point_commune
      where point_commune.point_id = found.id
    ) before
    cross join lateral (
      select case
        when found.communes is null
          then nearest_commune(in_force.id, known.anchor, nearest_metres)
      end as commune_id
      offset 0
    ) nearest
  ),
  shaped as materialized (
    select
      placed.*, placed.lead is not null as derived,
      -- A choice stands while the place touches the chosen commune; a place that is only near one has no choice.
      coalesce(placed.lead = placed.chosen_lead and not placed.near, false) as keeps_choice,
      array(select commune_id = placed.lead from unnest(placed.communes) commune_id) as leads
    from placed
  ),
  compared as materialized (
    select
      shaped.*, chosen.flags as chosen,
      shaped.derived and (
        shaped.known_communes is distinct from shaped.communes
        or shaped.known_leads is distinct from shaped.leads
        or shaped.known_chosen is distinct from chosen.flags
      ) as changed,
      shaped.known_communes[array_position(shaped.known_leads, true)] as known_lead
    from shaped
    cross join lateral (
      select array(select leads and shaped.keeps_choice from unnest(shaped.leads) leads) as flags
    ) chosen
  ),
  written as (
    select compared.id, one.commune_id, one.lead, one.chosen
    from compared
    cross join lateral unnest(compared.communes, compared.leads, compared.chosen)
      as one (commune_id, lead, chosen)
    where compared.changed
  )
  select
    (select count(*) from compared),
    (select count(*) from compared where compared.uncertain),
    (select count(*) from compared where compared.near and compared.derived),
    (select count(*) from compared where compared.derived and compared.known_lead <> compared.lead),
    (
      select count(*) from compared
      where compared.derived and compared.chosen_lead is not null and not compared.keeps_choice
    ),
    array(select compared.id from compared where not compared.derived order by compared.id),
    array(select compared.id from compared where compared.changed),
    array(select compared.id from compared where compared.uncertain and not compared.known_uncertain),
    array(select compared.id from compared where not compared.uncertain and compared.known_uncertain),
    coalesce(array_agg(written.id), '{}'), coalesce(array_agg(written.commune_id), '{}'),
    coalesce(array_agg(written.lead), '{}'), coalesce(array_agg(written.chosen), '{}')
  into
    point_count, uncertain_count, near_count, lead_changed_count, chosen_lost_count, outside_point_ids,
    changed_points, uncertain_points, certain_points,
    written_points, written_communes, written_leads, written_chosen
  from written;

  delete from point_commune where point_commune.point_id = any (changed_points);
  insert into point_commune (point_id, commune_id, lead, chosen)
  select derived.point_id, derived.commune_id, derived.lead, derived.chosen
  from unnest(written_points, written_communes, written_leads, written_chosen)
    as derived (point_id, commune_id, lead, chosen);

  update point set commune_uncertain = true where point.id = any (uncertain_points);
  update point set commune_uncertain = false where point.id = any (certain_points);
end
$$;
